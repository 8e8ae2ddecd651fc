"""Who may import what. The rules stand in `docs/architecture.md`; here they are held."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import assistant

PACKAGE = Path(assistant.__file__).parent
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.relative_to(PACKAGE).parts
)

HOMES = {
    "textual": ("terminal/",),
    "rich": ("terminal/", "command_line/words.py"),
    "typer": ("command_line/",),
    "sqlite3": ("drafts/",),
    "platformdirs": ("drafts/",),
    "docx": ("export/",),
    "lxml": ("export/", "importing/"),
    "jinja2": ("expressions/", "web/server.py"),
    "rapidfuzz": ("phrases/", "importing/", "claims/"),
    "markdown_it": ("entries/", "importing/"),
    "olefile": ("importing/",),
    "openpyxl": ("importing/", "inquiry/"),
    "pdfplumber": ("importing/",),
    "aiohttp": ("web/",),
    "textual_serve": ("web/",),
}
"""The only places that know an outside package."""

OUTSIDE = (
    "command_line/",
    "__main__.py",
    "crash.py",
    "terminal/",
    "web/",
    "drafts/",
    "content.py",
    "files.py",
)
"""What may touch files."""

JOINTS = ("desk/", "starting.py", "sources.py", "suggesting.py", "sample.py", "doctor.py")
"""Where the core meets what is stored, still without a screen: they use content and drafts, and nothing uses them
but the faces. Everything else is the core: values in, values out."""

OWN_TABLES = ("pinyin.py", "claims/vocabulary.py")
"""Each reads one table that ships beside it: the reader of statements and of pinyin must work without being handed
a vocabulary, and no other module knows the tables."""

WRITTEN_BY_OUTSIDERS = ("pydantic",)
"""Only for what other people write; 100 ms that the first screen must not pay."""

ABOVE = (
    "terminal",
    "web",
    "command_line",
    "drafts",
    "content",
    *(joint.removesuffix(".py").rstrip("/") for joint in JOINTS),
)

FILE_CALLS = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "mkdir",
    "unlink",
    "iterdir",
    "mkstemp",
}
FILE_MODULES = {"importlib.resources", "pkgutil", "pathlib.Path", "shutil", "tempfile", "os"}

CORE = [
    path
    for path in MODULES
    if not path.relative_to(PACKAGE).as_posix().startswith((*OUTSIDE, *JOINTS, *OWN_TABLES))
]


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def statements(path: Path, *, types: bool = False) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield every import of a file, anywhere in it; those for types only when they are asked for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and (types or id(node) not in typing_only):
            yield node


def imports(path: Path) -> Iterator[str]:
    """Yield every module a file imports, anywhere in it, but not those for types only."""
    for node in statements(path):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield module
                yield from (f"{module}.{name.name}" for name in names)


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_each_outside_package_has_its_home(path: Path) -> None:
    """Textual appears on the terminal side only, SQLite in drafts only, and so on."""
    strangers = {
        name.partition(".")[0]
        for name in imports(path)
        if not place(path).startswith(HOMES.get(name.partition(".")[0], ("",)))
    }

    assert set() == strangers


@pytest.mark.parametrize("path", CORE, ids=place)
def test_the_core_knows_no_outside(path: Path) -> None:
    """Forms, checks, phrases, interview and documents import no screen, no draft and no way to a file."""
    upwards = [
        name
        for name in imports(path)
        if name in FILE_MODULES or name.startswith(tuple(f"assistant.{name}" for name in ABOVE))
    ]

    assert [] == upwards


def is_file_call(call: str) -> bool:
    """Whether it is a method such as `path.read_text`; a function of our own may be called so."""
    owner, _, method = call.rpartition(".")
    return bool(owner) and method in FILE_CALLS


@pytest.mark.parametrize("path", CORE, ids=place)
def test_the_core_opens_no_file(path: Path) -> None:
    """Not even through a path it was handed."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}

    assert set() == {call for call in calls if call == "open" or is_file_call(call)}


@pytest.mark.parametrize("name", JOINTS)
def test_the_joints_know_no_screen(name: str) -> None:
    """What an open draft can do is done without the terminal or the command line."""
    faces = [
        imported
        for path in MODULES
        if place(path).startswith(name)
        for imported in imports(path)
        if imported.startswith(("assistant.terminal", "assistant.command_line"))
    ]

    assert [] == faces


def loaded_by(*modules: str) -> set[str]:
    """Return the outside packages that are in memory after importing these modules in a fresh interpreter."""
    names = "|".join((*HOMES, *WRITTEN_BY_OUTSIDERS, "hypothesis"))
    code = (
        f"import {', '.join(modules)}, sys\n"
        f"print(*sorted(set(sys.modules) & set('{names}'.split('|'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=PACKAGE.parent
    )
    return set(done.stdout.split())


def module(path: Path) -> str:
    parts = ("assistant", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMED = {module(path): path for path in MODULES}
"""Every module by its name."""

IN_CIRCLES_FOR_TYPES = ("assistant.claims.", "assistant.terminal.")
"""Where two modules may still name each other's types: the reader of statements hands its whole state to the modules
it is divided into, and a screen knows its app."""


def needed(path: Path, *, types: bool) -> set[str]:
    """Return the modules of ours that a file imports: a package only where it is asked for a name of its own."""
    found: set[str] = set()
    for node in statements(path, types=types):
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{name.name}" for name in node.names]
            found.update(name if name in NAMED else str(node.module) for name in names)
        else:
            found.update(name.name for name in node.names)
    return found & NAMED.keys()


def circles(arrows: Mapping[str, set[str]]) -> set[str]:
    """Return what comes back to itself along the arrows."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [*arrows[start]]
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                waiting += arrows[at]
        return seen

    return {start for start in arrows if start in reached(start)}


def test_a_circle_is_seen() -> None:
    """Over any number of modules; who only uses a circle is in none."""
    arrows = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a", "e"}, "e": set[str]()}

    assert {"a", "b", "c"} == circles(arrows)


def test_no_import_comes_back_to_where_it_began() -> None:
    """A module can be read, tried and moved with only what stands below it."""
    assert set() == circles({name: needed(path, types=False) for name, path in NAMED.items()})


def test_no_types_come_back_to_where_they_began() -> None:
    """The same with what is imported for its type only, but where it is known."""
    found = circles({name: needed(path, types=True) for name, path in NAMED.items()})

    assert set() == {name for name in found if not name.startswith(IN_CIRCLES_FOR_TYPES)}


def test_nothing_below_the_screen_loads_it() -> None:
    """All modules but the terminal's, imported together, leave Textual and rich out of memory."""
    headless = [
        module(path) for path in MODULES if not place(path).startswith(("terminal/", "__main__.py"))
    ]

    assert set() == loaded_by(*headless) & {"textual", "rich"}


def test_importing_the_package_loads_nothing() -> None:
    """`import assistant` is free."""
    assert set() == loaded_by("assistant")


def test_the_first_screen_pays_for_nothing_it_does_not_show() -> None:
    """Drawing the start screen needs neither pydantic nor what writes documents and reads templates."""
    paths = [path for path in MODULES if place(path) in ("terminal/app.py", "terminal/launch.py")]
    if not paths:
        pytest.skip("there is no screen to look at")
    heavy = {"pydantic", "docx", "lxml", "jinja2", "rapidfuzz"}

    assert set() == loaded_by(*map(module, paths)) & heavy


def test_drafts_open_without_the_heavy_packages() -> None:
    """Opening a draft, the first thing after the start screen, loads nothing of the kind either."""
    assert {"sqlite3"} == loaded_by("assistant.drafts.draft")
