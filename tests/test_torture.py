"""Killed at any moment, a draft opens, and everything that was reported as stored is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("signals are a POSIX thing", allow_module_level=True)

from assistant.drafts import Draft, DraftRefused
from tests.drafting import fingerprint
from tests.torture import DRAFT_ROUNDS, ENDS, SEED

PROGRAM = Path(__file__).parent / "drafting.py"
ROOT = str(Path(__file__).parents[1])

ROUNDS_A_DRAFT = 12
"""Kills one and the same draft has to bear before a new one is begun."""


def draft_until_killed(path: Path, chance: random.Random) -> list[str]:
    """Let a program draft for a while, end it, and return the lines in which it reported what was stored."""
    command = [sys.executable, str(PROGRAM), str(path), str(chance.randrange(10**9))]
    environment = {**os.environ, "PYTHONPATH": ROOT}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as program:
        assert program.stdout is not None

        first = program.stdout.readline()
        time.sleep(chance.random() ** 2 * 0.3)
        program.send_signal(chance.choice(ENDS))
        rest = program.stdout.read()

    assert program.returncode in {-number for number in ENDS}

    # Only whole lines: what was cut off was not said.
    return (first + rest).rpartition("\n")[0].split("\n")


@pytest.mark.slow
def test_killed_at_any_moment_a_draft_loses_nothing(tmp_path: Path) -> None:
    """After kill −9, −15, −1 at random, with the disk full and the clock set back now and then, nothing is lost."""
    chance = random.Random(SEED)
    path = tmp_path / "0.nianbao"
    for number in range(DRAFT_ROUNDS):
        if number % ROUNDS_A_DRAFT == 0:
            path = tmp_path / f"{number}.nianbao"
            Draft.create(path, {"年份": 2025}).close()
        told = draft_until_killed(path, chance)
        count, seal = told[-1].split()
        with Draft.open(path) as again:
            stored = again.log.changes

        assert seal == fingerprint(stored[: int(count)]), f"round {number}"


def test_a_copy_made_while_drafting_opens_or_is_refused(tmp_path: Path) -> None:
    """Copied at any moment, even inside a change, a draft shows what was answered or is refused."""
    chance = random.Random(SEED)
    path = tmp_path / "一份.nianbao"
    Draft.create(path, {"年份": 2025}).close()
    command = [sys.executable, str(PROGRAM), str(path), "1"]
    environment = {**os.environ, "PYTHONPATH": ROOT}
    copies = [tmp_path / f"副本{number}.nianbao" for number in range(30)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as program:
        assert program.stdout is not None

        program.stdout.readline()
        for copy in copies:
            time.sleep(chance.random() * 0.01)
            copy.write_bytes(path.read_bytes())
            # What is not read stops the program.
            program.stdout.readline()
        program.send_signal(signal.SIGKILL)
    with Draft.open(path) as again:
        whole = again.log.changes
    opened = 0
    for copy in copies:
        try:
            with Draft.open(copy) as copied:
                changes = copied.log.changes
        except DraftRefused:
            continue
        opened += 1
        # The last copy may hold a step that the kill took back from the draft itself.
        both = min(len(whole), len(changes))

        assert whole[:both] == changes[:both]

    assert opened > 0
