"""An error nobody expected, in any command: a sentence, a record without a word of the report, an own exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import crash

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "assistant" / "sample.json"

CALLS = {
    "typer": ("rules",),
    "docx": ("export", SAMPLE, "-o", "report.docx", "--as-draft"),
    "markdown_it": ("suggest", "培训"),
    "sqlite3": ("new", "--answers", SAMPLE, "-o", "new.nianbao"),
    "typer platformdirs": ("doctor",),
}
"""Modules that are broken, and a command that needs them; without the last the record goes to a place of its own."""


def ran(folder: Path, broken: str, *call: object) -> subprocess.CompletedProcess[str]:
    """Run a command where importing these modules fails, quoting the report while it does."""
    for module in broken.split():
        (folder / f"{module}.py").write_text("raise ImportError('收到12件')\n", encoding="utf-8")
    path = f"{folder}{os.pathsep}{ROOT}"
    environment = {**os.environ, "PYTHONPATH": path, "HOME": str(folder), "TMPDIR": str(folder)}
    environment.pop("NIANBAO_HOME", None)
    return subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, call)],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("broken", CALLS)
def test_a_command_that_breaks_down_says_so_in_chinese(broken: str, tmp_path: Path) -> None:
    """One line on standard error, nothing on standard output, a record that names the kind of error only."""
    told = ran(tmp_path, broken, *CALLS[broken])
    (record,) = tmp_path.rglob("*crash.txt")

    assert crash.FAILED == told.returncode
    assert "" == told.stdout
    assert [f"程序出了意外，这条命令没有做完。出错记录在 {record}"] == [
        line.partition("（里面没有")[0] for line in told.stderr.splitlines()
    ]
    assert "builtins.ImportError" in record.read_text(encoding="utf-8")
