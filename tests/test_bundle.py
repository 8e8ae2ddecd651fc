"""Installing without the internet: the folder is made, carried off, and installed from with the network cut."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bundle import make

ROOT = Path(__file__).parent.parent

pytestmark = [
    pytest.mark.slow,
    # The folder is filled once, so all of this runs in one worker.
    pytest.mark.xdist_group("bundle"),
    pytest.mark.skipif(
        sys.platform != "linux", reason="the installer for Windows runs on Windows only"
    ),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make bundle` makes for this machine and for Windows."""
    made = tmp_path_factory.mktemp("bundle") / "安装包"
    ran = subprocess.run(
        [
            sys.executable,
            ROOT / "bundle" / "make.py",
            made,
            "--system",
            make.here().system,
            "--system",
            "windows",
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ran.returncode:
        pytest.skip(f"the packages could not be fetched: {ran.stderr.strip()}")
    return made


def cut_off(*words: str | Path) -> list[str]:
    """The command, without a network where this user may take it away."""
    alone = ["unshare", "--net", "--map-root-user", "--"]
    may = shutil.which("unshare") and subprocess.run([*alone, "true"], check=False).returncode == 0
    return [*(alone if may else ()), *map(str, words)]


def environment(home: Path) -> dict[str, str]:
    """A new user's, whose pip finds no package anywhere but in the folder."""
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHON": sys.executable,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
    }


@pytest.fixture(scope="module")
def home(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new user's, after the installation."""
    made = tmp_path_factory.mktemp("home")
    ran = subprocess.run(
        cut_off("sh", folder / "install.sh"),
        env=environment(made),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (0, "") == (ran.returncode, ran.stderr)
    assert "装好了" in ran.stdout
    return made


def test_what_was_installed_makes_a_report(home: Path, tmp_path: Path) -> None:
    """A draft, findings, a DOCX: all of it without the network."""
    program = home / ".local" / "bin" / "nianbao"
    for words, code in (
        (("new", "--unit", "青禾区柳溪镇人民政府", "--year", "2025", "-o", "d.nianbao"), 0),
        (("check", "d.nianbao"), 1),
        (("export", "d.nianbao", "--as-draft", "-o", "r.docx"), 0),
        (("import", "r.docx", "--json"), 1),
    ):
        ran = subprocess.run(
            cut_off(program, *words),
            env=environment(home),
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert code == ran.returncode, (words, ran.stdout, ran.stderr)
        if words[0] == "import":
            assert "青禾区柳溪镇人民政府" == json.loads(ran.stdout)["unit"]


def test_the_extras_are_there_too(home: Path) -> None:
    """Reading PDF, and the app in a browser."""
    python = home / ".local" / "share" / "nianbao-program" / "bin" / "python"
    code = "import pdfplumber, assistant.web.server"

    assert (
        0
        == subprocess.run(
            cut_off(python, "-c", code), env=environment(home), check=False
        ).returncode
    )


def test_a_wheel_that_was_damaged_on_the_way_is_not_installed(folder: Path, tmp_path: Path) -> None:
    """Every one is compared with its fingerprint."""
    carried = tmp_path / "carried"
    shutil.copytree(folder, carried)
    (wheel,) = (carried / "wheels").glob("olefile-*.whl")
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    ran = subprocess.run(
        cut_off("sh", carried / "install.sh", tmp_path / "program"),
        env=environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert 0 != ran.returncode
    assert "HASH" in ran.stderr.upper()
    assert not (tmp_path / "program" / "bin" / "nianbao").exists()


def test_an_unsuitable_python_is_told(folder: Path, tmp_path: Path) -> None:
    """With the version that the folder is for."""
    carried = tmp_path / "carried"
    shutil.copytree(folder, carried)
    (carried / "wheels" / make.here().name).rename(
        carried / "wheels" / f"{make.here().system}-3.99.txt"
    )
    ran = subprocess.run(
        ["sh", carried / "install.sh"],
        env=environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (1, "没有合适的 Python。这个安装包要的是：\n  Python 3.99\n") == (
        ran.returncode,
        ran.stderr,
    )


def test_windows_lacks_nothing(folder: Path) -> None:
    """Every package that Windows needs, by the conditions of the packages themselves, has a wheel for it."""
    target = make.Target("windows", make.here().python)
    wheels = [
        path
        for path in (folder / "wheels").glob("*.whl")
        if path.stem.rpartition("-")[2] in {"any", "win_amd64"}
    ]
    used, missing = make.closure(wheels, "nianbao", target)
    named = {
        line.partition("==")[0]
        for line in (folder / "wheels" / target.name).read_text(encoding="utf-8").splitlines()
    }

    assert [] == missing
    assert used | {"pip"} == named
    assert "colorama" in named


def test_the_installer_for_windows_is_written_for_windows(folder: Path) -> None:
    """`cmd` reads lines that end in CR LF."""
    text = (folder / "install.bat").read_bytes()

    assert text.count(b"\n") == text.count(b"\r\n") > 0
