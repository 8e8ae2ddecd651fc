"""The whole program in a terminal, killed at any moment of a conversation."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX thing", allow_module_level=True)

from assistant.desk import Desk
from assistant.interview.script import Question, spoken
from assistant.report import Report
from tests.terminal import walking
from tests.terminal.ptys import Terminal
from tests.torture import ENDS, PROGRAM_ROUNDS, SEED

PROGRAM = Path(__file__).parent / "program.py"
ROOT = str(Path(__file__).parents[2])
YEAR = 2020
CLEAR_LINE = "\x15"


@pytest.fixture(scope="module")
def answers() -> Mapping[str, str]:
    """What is answered to each question of a whole report."""
    steps = walking.read(walking.REPORTS / "区局2020" / "walk.txt", Path())
    return {
        asked.words: said.words
        for asked, said in pairwise(steps)
        if (asked.verb, said.verb) == ("问", "答")
    }


class Clerk:
    """Answers what the program asks, and keeps beside it what every answer shown as taken must lead to."""

    def __init__(self, path: Path, shadow: Path, answers: Mapping[str, str]) -> None:
        shutil.copyfile(path, shadow)
        self._desk = Desk.open(shadow)
        self._answers = answers
        self.shown = self._desk.report
        """The report with all answers that the screen showed as taken."""
        self.next = self._desk.report
        """The same with the answer that was typed last."""
        self._terminal = Terminal(
            PROGRAM,
            "open",
            str(path),
            environment={"PYTHONPATH": ROOT, "HOME": os.environ["NIANBAO_HOME"]},
        )

    @property
    def finished(self) -> bool:
        """Whether nothing is left to ask."""
        return self._desk.question() is None

    def close(self) -> None:
        """Leave nothing behind."""
        self._terminal.close()
        self._desk.close()

    def work_until(self, number: signal.Signals, delay: float, *, while_opening: bool) -> None:
        """Work until the signal comes, `delay` seconds after the first question or after the start."""
        bomb = threading.Timer(delay, self._strike, (number,))
        if while_opening:
            bomb.start()
        question = self._desk.question()
        while question is not None and self._sees(question):
            self.shown = self.next
            if bomb.ident is None:
                bomb.start()
            question = self._answer(question)

        assert bomb.ident is not None, "\n".join(["ended on its own:", *self._terminal.lines()])

        bomb.join()
        self._terminal.end()

    def _strike(self, number: signal.Signals) -> None:
        """End the program; the hang-up is a real one, the window is closed."""
        if number == signal.SIGHUP:
            self._terminal.hang_up()
        else:
            os.killpg(self._terminal.process.pid, number)

    def _is_over(self) -> bool:
        return self._terminal.process.poll() is not None

    def _sees(self, question: Question) -> bool:
        """Wait until the question is on the screen; no when the program ended before."""
        words = re.sub(r"\s", "", spoken(question.text, YEAR))
        shown = False

        def seen() -> bool:
            nonlocal shown
            over = self._is_over()
            shown = words in walking.without_space(self._terminal.lines())
            return shown or over

        self._terminal.wait_until(seen, f"见 {words}")
        return shown

    def _answer(self, question: Question) -> Question | None:
        """Type an answer; return the question that comes next."""
        asked = spoken(question.text, YEAR)
        typed = self._answers.get(asked, "待补" if question.required else "")
        self._desk.answer(question, typed)
        self.next = self._desk.report
        # What was half typed when the last window closed stands there again; this window may be gone by now.
        with suppress(OSError):
            self._terminal.write(f"{CLEAR_LINE}{typed}\r".encode())
        return self._desk.question(question.id)


@pytest.mark.slow
@pytest.mark.xdist_group("torture")
def test_killed_at_any_moment_the_program_loses_no_answer(
    tmp_path: Path, answers: Mapping[str, str]
) -> None:
    """After every kill the draft has each answer that was shown as taken, and at most the one typed last besides."""
    chance = random.Random(SEED)
    shadow = tmp_path / "影子.nianbao"
    path = tmp_path / "0.nianbao"
    finished = True
    shown_in_all = 0
    for number in range(PROGRAM_ROUNDS):
        if finished:
            path = tmp_path / f"{number}.nianbao"
            desk = Desk.create(path, "云澜市青禾区人力资源和社会保障局", YEAR)
            desk.write({question.fills: told.value for question, told in desk.recognised()})
            desk.close()
        shadow.unlink(missing_ok=True)
        clerk = Clerk(path, shadow, answers)
        before = clerk.shown
        try:
            clerk.work_until(
                chance.choice(ENDS), chance.random() * 1.5, while_opening=chance.random() < 0.2
            )
            finished = clerk.finished
        finally:
            clerk.close()
        stored = stored_in(path)

        assert stored in (clerk.shown, clerk.next), f"round {number}"

        shown_in_all += len(clerk.shown.answers) - len(before.answers)

    assert shown_in_all >= PROGRAM_ROUNDS


def stored_in(path: Path) -> Report:
    """The report as a new window opens it."""
    desk = Desk.open(path)
    desk.close()
    return desk.report
