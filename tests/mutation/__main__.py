"""Do the tests notice? `python -m tests.mutation [how many] [seed] [folder …]`: `make mutants`.

Draws changes from `assistant/checks` and `assistant/claims`, or from the folders named (those of `TESTS`), by chance,
makes one at a time, and runs the tests of that folder. With lines such as `assistant/checks/years.py:175` in place of
the numbers it tries every change of those lines: whether what got away once is noticed by now.
A change that every test lets pass is printed: a test is missing, the code is not needed, or both mean the same.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants

ROOT = Path(__file__).parents[2]
TRIED = ("assistant/checks", "assistant/claims")
_DESK = ("tests/test_desk.py", "tests/test_standing.py", "tests/test_answered.py")
TESTS = {
    "assistant/checks": ("tests/checks/test_cases.py", "tests/checks", "tests/claims"),
    "assistant/claims": ("tests/claims", "tests/checks/test_cases.py", "tests/checks"),
    "assistant/desk": (*_DESK, "tests/test_receiving.py", "tests/test_reviewing.py"),
    "assistant/document": ("tests/document", "tests/export/test_golden.py"),
    "assistant/drafts": (
        "tests/test_drafts.py",
        "tests/test_backups.py",
        "tests/test_unfinished.py",
        "tests/phrases/test_memory.py",
    ),
    "assistant/entries": ("tests/test_entries.py", "tests/phrases", "tests/interview"),
    "assistant/export": ("tests/export/test_golden.py", "tests/export"),
    "assistant/expressions": ("tests/test_expressions.py", "tests/phrases"),
    "assistant/forms": ("tests/forms", "tests/export/test_golden.py", "tests/importing"),
    "assistant/importing": ("tests/importing",),
    "assistant/inquiry": ("tests/inquiry",),
    "assistant/interview": ("tests/interview", *_DESK),
    "assistant/numerals": ("tests/test_numerals.py", "tests/claims"),
    "assistant/phrases": ("tests/phrases", "tests/test_suggesting.py"),
}
"""The tests of each folder, the likeliest to notice first."""

PATIENCE = 240
"""Seconds; a change that makes a loop endless is noticed by that."""


def every(folders: Iterable[str]) -> list[Mutant]:
    """Return all changes there are in these folders."""
    return [
        one
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        for one in mutants(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    ]


def noticed(one: Mutant) -> bool:
    """Run the tests over a change; whether any of them fails."""
    tests = TESTS["/".join(one.module.split("/")[:2])]
    flags = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-p", "tests.mutation.plugin"]
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *flags, *tests],
            cwd=ROOT,
            env={**os.environ, "NIANBAO_MUTANT": f"{one.module}:{one.number}"},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return run.returncode != 0


def survivors(drawn: list[Mutant]) -> Iterator[Mutant]:
    """Yield the changes that nothing noticed, each as soon as it is known."""
    for at, one in enumerate(drawn, 1):
        sys.stderr.write(f"\r{at}/{len(drawn)}")
        sys.stderr.flush()
        if not noticed(one):
            yield one


def main() -> None:
    """Draw, try, tell."""
    words = sys.argv[1:]
    folders = [word for word in words if word in TESTS]
    if any(":" in word for word in words):
        known = every(TESTS)
        drawn = [one for one in known if f"{one.module}:{one.line}" in words]
    else:
        known = every(folders or TRIED)
        numbers = [word for word in words if word not in folders]
        count, seed = (int(word) for word in (*numbers, "200", "1")[:2])
        drawn = random.Random(seed).sample(known, min(count, len(known)))
    left = 0
    for one in survivors(drawn):
        left += 1
        sys.stdout.write(f"- {one}\n")
        sys.stdout.flush()
    sys.stdout.write(
        f"{len(known)}处可改，抽{len(drawn)}处：测试发现{len(drawn) - left}处，漏过{left}处。\n"
    )


if __name__ == "__main__":
    main()
