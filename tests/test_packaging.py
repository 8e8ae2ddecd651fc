"""The wheel: built once, looked into, installed into an empty environment, and used there."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = [
    pytest.mark.slow,
    # The wheel and the environment are made once, so all of this runs in one worker.
    pytest.mark.xdist_group("packaging"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without fetching anything."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`nianbao`, installed from the wheel into an environment of its own.

    The packages it depends on are lent by this one, so that nothing is fetched; `assistant` itself is not.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    inside = Path(
        subprocess.run(
            [python(folder), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
    )
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            python(folder),
            "install",
            "--no-deps",
            str(wheel),
        ],
        check=True,
        capture_output=True,
    )
    lend_dependencies(inside)
    return python(folder).with_name("nianbao")


def python(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def lend_dependencies(inside: Path) -> None:
    """Link every installed package but our own, editable, one."""
    for place in {Path(path) for path in sys.path if path.endswith("site-packages")}:
        for found in place.iterdir():
            ours = "nianbao" in found.name or found.suffix in (".pth", ".egg-link")
            if not ours and not (inside / found.name).exists():
                (inside / found.name).symlink_to(found, target_is_directory=found.is_dir())


def run(
    program: Path, *arguments: str, cwd: Path, code: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run the installed program away from the checkout, with warnings as errors."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [program, *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**clean, "PYTHONWARNINGS": "error"},
    )

    assert code == done.returncode, done.stderr

    return done


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def committed(*patterns: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern)
    }


def test_the_wheel_carries_questions_phrases_and_forms(wheel: Path) -> None:
    """Every file people write, and every data file of the package, is inside, Chinese names and all."""
    content = {
        f"assistant/_content/{name}" for name in committed("prompts/*.md", "phrasebank/*.md")
    }
    package = committed(
        *(
            f"assistant/**/*.{kind}"
            for kind in ("py", "toml", "tcss", "json", "txt", "html", "css", "js")
        )
    )

    assert content
    assert set() == (content | package) - names(wheel)


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    """Tests, caches and drafts stay outside."""
    strangers = {
        name
        for name in names(wheel)
        if not name.startswith(("assistant/", "nianbao-"))
        or name.endswith((".pyc", ".nianbao"))
        or name.startswith(("assistant/tests", "assistant/prompts"))
    }

    assert set() == strangers


def test_the_license_and_the_command_are_declared(wheel: Path) -> None:
    """Whoever installs the wheel gets `nianbao` and the license."""
    found = names(wheel)

    assert any(name.endswith("/licenses/LICENSE") for name in found)

    (entry_points,) = [name for name in found if name.endswith("entry_points.txt")]
    with zipfile.ZipFile(wheel) as archive:
        declared = archive.read(entry_points).decode()

    assert "nianbao = assistant.__main__:main" in declared


def test_the_installed_program_helps(program: Path, tmp_path: Path) -> None:
    """`nianbao --help` runs from the wheel alone."""
    assert "年报助手" in run(program, "--help", cwd=tmp_path).stdout


def test_the_installed_program_finds_its_content(program: Path, tmp_path: Path) -> None:
    """Questions and phrases are read, without a complaint, from inside the installed package."""
    run(program, "lint", cwd=tmp_path)


@pytest.mark.parametrize("name", ["figures-2025", "zero-2019"])
def test_the_installed_program_goes_the_whole_way(program: Path, name: str, tmp_path: Path) -> None:
    """From an answers file to a draft, its findings and the finished report in both formats."""
    sample = ROOT / "tests" / "export" / "reports" / f"{name}.json"
    run(program, "new", "--answers", str(sample), "-o", "一份.nianbao", cwd=tmp_path)
    checked = json.loads(run(program, "check", "一份.nianbao", "--json", cwd=tmp_path).stdout)
    for file in ("年报.md", "年报.docx"):
        run(program, "export", "一份.nianbao", "-o", file, cwd=tmp_path)

    unit = json.loads(sample.read_text(encoding="utf-8"))["unit"]
    assert unit == checked["unit"]
    assert unit in (tmp_path / "年报.md").read_text(encoding="utf-8")
    assert zipfile.is_zipfile(tmp_path / "年报.docx")


def test_the_installed_program_does_not_export_half_a_report_as_final(
    program: Path, tmp_path: Path
) -> None:
    """What was only begun is refused, and exported all the same as a draft that says so."""
    unit = ["--unit", "青禾区柳溪镇人民政府", "--year", "2025"]
    run(program, "new", *unit, "-o", "一份.nianbao", cwd=tmp_path)
    run(program, "check", "一份.nianbao", cwd=tmp_path, code=1)
    run(program, "export", "一份.nianbao", "-o", "年报.md", cwd=tmp_path, code=2)
    run(program, "export", "一份.nianbao", "-o", "年报.md", "--as-draft", cwd=tmp_path)

    assert "草稿" in (tmp_path / "年报.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on this system")
def test_make_run_without_a_terminal_says_what_to_do(program: Path) -> None:
    """Advice first, then what can be done without a screen; nothing hangs and nothing is drawn."""
    bare = ["make", "--no-print-directory", "--assume-old=.venv/installed", "run"]
    done = subprocess.run(
        [*bare, f"BIN={program.parent}"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
    )

    assert done.stdout.startswith(
        "年报助手要在终端里打开：请在终端窗口中进入本目录，再运行 make run。"
    )
    assert run(program, "--help", cwd=ROOT).stdout in done.stdout


def test_what_the_program_imports_is_declared(wheel: Path) -> None:
    """Every package imported anywhere in `assistant` is a dependency, or belongs to an extra."""
    (metadata,) = [name for name in names(wheel) if name.endswith(".dist-info/METADATA")]
    with zipfile.ZipFile(wheel) as archive:
        lines = archive.read(metadata).decode().splitlines()
    required = [line.removeprefix("Requires-Dist: ") for line in lines if "Requires-Dist" in line]
    declared = {
        plain(re.split(r"[\s<>=!~;\[]", line, maxsplit=1)[0])
        for line in required
        if "extra ==" not in line or re.search("extra == '(pdf|charts|web)'", line)
    }
    owners = packages_distributions()
    used = {
        plain(owners[package][0])
        for package in imported()
        if package not in sys.stdlib_module_names and package in owners and package != "assistant"
    }

    assert set() == used - declared - {
        "pydantic-core"
    }  # pydantic's other half, which it pins itself


def plain(name: str) -> str:
    return name.lower().replace("_", "-")


def imported() -> set[str]:
    """The first part of every module that the package imports anywhere."""
    found = set()
    for path in (ROOT / "assistant").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=several):
                    found |= {one.name.partition(".")[0] for one in several}
                case ast.ImportFrom(module=str(module), level=0):
                    found.add(module.partition(".")[0])
    return found
