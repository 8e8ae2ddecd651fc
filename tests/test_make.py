"""What the targets of the Makefile answer, their programs in place of which small ones stand."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="no make on this system")


def covered(folder: Path, *, tests: int, branches: int) -> subprocess.CompletedProcess[str]:
    """`make coverage`, where the tests and the look at the branches end with these codes."""
    coverage = f'case "$1" in run) exit {tests};; report) echo reached;; json) echo {{}};; esac'
    for name, words in (("coverage", coverage), ("python", f"cat >/dev/null; exit {branches}")):
        (folder / name).write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    bare = ["make", "--no-print-directory", "--assume-old=.venv/installed-test", "coverage"]
    return subprocess.run(
        [*bare, f"BIN={folder}"], capture_output=True, encoding="utf-8", check=False, cwd=ROOT
    )


@pytest.mark.parametrize(
    ("tests", "branches", "fine"), [(0, 0, True), (1, 0, False), (0, 1, False)]
)
def test_coverage_fails_with_its_tests(
    tmp_path: Path, tests: int, branches: int, *, fine: bool
) -> None:
    """A failed test fails `make coverage`, and so do too few branches; what was reached is shown all the same."""
    done = covered(tmp_path, tests=tests, branches=branches)

    assert (fine, "reached\n") == (done.returncode == 0, done.stdout)
