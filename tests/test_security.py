"""What `SECURITY.md` promises and no other test holds; and that the tests it names exist."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant

PACKAGE = Path(assistant.__file__).parent
ROOT = Path(__file__).parents[1]
MODULES = sorted(PACKAGE.rglob("*.py"))

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")

NETWORK = {
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib",
    "urllib3",
    "webbrowser",
    "xmlrpc",
}

CODE_RUNNERS = {"eval", "exec", "compile", "__import__"}
UNSAFE_READERS = {"pickle", "marshal", "shelve", "code", "runpy"}

STARTERS = {
    "system",
    "popen",
    "spawnl",
    "spawnv",
    "execl",
    "execv",
    "execvp",
    "fork",
    "startfile",
    "open_url",
    "create_subprocess_exec",
    "create_subprocess_shell",
}
"""Calls that start a program or a browser."""


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


HARMLESS = {"urllib.parse"}
"""Takes addresses to pieces and opens nothing."""


def imported(path: Path) -> set[str]:
    """The outermost names of every module that a file imports, wherever it does, but not what is harmless."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                found |= {one.name.partition(".")[0] for one in names}
            case ast.ImportFrom(module=str(module), level=0):
                if module not in HARMLESS:
                    found.add(module.partition(".")[0])
    return found


def called(path: Path) -> set[str]:
    """Functions that a file calls by a bare name, and methods after a dot."""
    calls = (
        node.func
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    return {ast.unparse(call) for call in calls if isinstance(call, ast.Name | ast.Attribute)}


def test_only_the_web_server_knows_the_network() -> None:
    """No other module of the package imports a way to another machine, and only `nianbao serve` imports that one."""
    assert {} == {
        place(path): found
        for path in MODULES
        if (found := imported(path) & NETWORK) and not place(path).startswith("web/")
    }
    assert {"command_line/serving.py"} == {
        place(path)
        for path in MODULES
        if "assistant.web" in path.read_text(encoding="utf-8")
        and not place(path).startswith("web/")
    }


def test_nothing_is_run_as_code() -> None:
    """Nothing evaluates text as Python or reads a format that can carry code."""
    assert {} == {
        place(path): found
        for path in MODULES
        if (found := called(path) & CODE_RUNNERS | imported(path) & UNSAFE_READERS)
    }


def test_only_doctor_and_the_web_server_start_a_program() -> None:
    """Other programs are nobody else's business; the web server starts this one."""
    starters = {
        place(path)
        for path in MODULES
        if "subprocess" in imported(path)
        or {name.rpartition(".")[2] for name in called(path) if "." in name} & STARTERS
    }

    assert {"doctor.py", "web/session.py"} == starters


def test_nothing_is_logged() -> None:
    """Where logging is imported, it is to silence another package."""
    calls = {call for path in MODULES if "logging" in imported(path) for call in called(path)}

    assert set() == {
        call
        for call in calls
        if call.startswith("logging.") and call != "logging.getLogger" and "setLevel" not in call
    }


WHOLE_REPORT = """
import os, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        print("network:", event, arguments, file=sys.stderr)
        os._exit(77)

sys.addaudithook(watch)
sys.argv = ["nianbao", *sys.argv[1:]]
from assistant.command_line import main
main()
"""


def steps() -> Iterator[list[str]]:
    yield ["new", "--unit", "青禾区柳溪镇人民政府", "--year", "2025", "-o", "d.nianbao"]
    yield ["fill", "去年没有收到申请", "--draft", "d.nianbao", "--apply"]
    yield ["suggest", "没人申请", "--draft", "d.nianbao"]
    yield ["check", "d.nianbao"]
    for suffix in ("md", "docx", "html"):
        yield ["export", "d.nianbao", "--as-draft", "-o", f"r.{suffix}"]
    yield ["import", "r.docx"]
    yield ["import", "r.html"]
    yield ["doctor", "."]


def test_a_report_is_made_without_the_network(tmp_path: Path) -> None:
    """From a new draft to every format and back again, not one connection is tried."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for step in steps():
        ran = subprocess.run(
            [sys.executable, "-c", WHOLE_REPORT, *step],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=False,
        )

        assert ran.returncode in {0, 1}, (step, ran.stderr.decode(errors="replace"))


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED.findall(PAGE))))
def test_the_tests_named_exist(path: str, name: str) -> None:
    """Each with its function."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert name in functions


def test_every_threat_names_a_test() -> None:
    """A line without one is a wish."""
    rows = [
        line for line in PAGE.splitlines() if line.startswith("| ") and "| threat |" not in line
    ]

    assert [] == [row for row in rows if not row.startswith("| threat") and not NAMED.search(row)]
