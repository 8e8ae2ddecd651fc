"""The whole program in a real terminal: killed half-way, opened again, finished."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX thing", allow_module_level=True)

from assistant import crash
from tests.reports.expected import answers_of, body_of, matches_expected
from tests.terminal import walking
from tests.terminal.ptys import Terminal
from tests.terminal.walking import Act, Keys, Look, Paste, Step, Words

PROGRAM = Path(__file__).parent / "program.py"
ROOT = str(Path(__file__).parents[2])

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "down": "\x1b[B",
    "home": "\x1b[H",
    "ctrl+end": "\x1b[1;5F",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f6": "\x1b[17~",
}

BLINK = 0.1
"""Seconds that pass between seeing something and the next key; nobody is faster."""

BREATH = 0.3
"""Seconds after a key whose beginning is also the beginning of another one."""


def sent(name: str) -> str:
    """What a terminal sends for a key."""
    if name in KEYS:
        return KEYS[name]
    return chr(ord(name.removeprefix("ctrl+")) - 96)


def act(terminal: Terminal, one: Act) -> None:
    """Do one thing in a real terminal."""
    match one:
        case Keys(names):
            for name in names:
                terminal.write(sent(name).encode())
                if name == "escape":
                    time.sleep(BREATH)
        case Words(text):
            terminal.write(text.encode())
        case Paste(text):
            terminal.write(f"\x1b[200~{text}\x1b[201~".encode())
        case Look(words):
            terminal.wait_until(
                lambda: words in walking.without_space(terminal.lines()), f"见 {words}"
            )
            time.sleep(BLINK)


def half_way(steps: tuple[Step, ...]) -> int:
    """A place in the middle of a walk: a question asked right after an answer that was given."""
    asked = [
        number
        for number, (before, step) in enumerate(pairwise(steps), start=1)
        if step.verb == "问" and before.verb == "答" and before.words
    ]
    return asked[len(asked) // 2]


@pytest.fixture
def start(own_home: Path) -> Iterator[list[Terminal]]:
    """Terminals that were opened; none is left behind."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


def open_program(opened: list[Terminal], *arguments: str) -> Terminal:
    """Start the program in a terminal of 80 by 24."""
    home = {"PYTHONPATH": ROOT, "HOME": os.environ["NIANBAO_HOME"], "TEXTUAL_ANIMATIONS": "none"}
    terminal = Terminal(PROGRAM, *arguments, environment=home)
    opened.append(terminal)
    return terminal


@pytest.mark.slow
def test_a_report_survives_a_kill_in_the_middle(start: list[Terminal], tmp_path: Path) -> None:
    """What was shown as answered before kill −9 is there afterwards, and the walk goes on from there."""
    steps = walking.read(walking.REPORTS / "区局2020" / "walk.txt", tmp_path)
    middle = half_way(steps)
    terminal = open_program(start)
    for step in steps[: middle + 1]:
        for one in walking.acts(step):
            act(terminal, one)
    os.killpg(terminal.process.pid, signal.SIGKILL)
    terminal.end()

    again = open_program(start, "open", str(tmp_path / "draft.nianbao"))
    for step in steps[middle:]:
        for one in walking.acts(step):
            act(again, one)

    assert again.end() == 0
    matches_expected("区局2020", "expected.md", (tmp_path / "report.md").read_bytes())
    docx = (tmp_path / "report.docx").read_bytes()
    matches_expected("区局2020", "expected.document.xml", body_of(docx))


STREET = walking.REPORTS / "街道零报告2025" / "walk.txt"
MOST_STROKES = 115


@pytest.mark.slow
@pytest.mark.parametrize("name", ["街道零报告2025", "区局2025", "县政府2025"])
def test_a_whole_report_is_made_by_keys_alone(
    name: str, start: list[Terminal], tmp_path: Path
) -> None:
    """From the empty screen to the file: no application at all, twelve and a lawsuit, a whole district's figures."""
    terminal = open_program(start)
    for step in walking.read(walking.REPORTS / name / "walk.txt", tmp_path):
        for one in walking.acts(step):
            act(terminal, one)
    terminal.write(sent("ctrl+q").encode())
    assert terminal.end() == 0

    matches_expected(name, "answers.json", answers_of(tmp_path / "draft.nianbao"))
    docx = (tmp_path / "report.docx").read_bytes()
    matches_expected(name, "expected.document.xml", body_of(docx))


def test_a_street_office_without_applications_needs_few_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names, address and telephone left out."""
    counted = walking.strokes(walking.read(STREET, tmp_path))
    with capsys.disabled():
        sys.stdout.write(f"\n街道零报告：{counted}次按键\n")

    assert MOST_STROKES >= counted


def test_a_program_that_cannot_be_opened_says_so_in_chinese(
    start: list[Terminal], tmp_path: Path
) -> None:
    """A broken installation: one sentence with the place of the record, no English."""
    (tmp_path / "textual").mkdir()
    (tmp_path / "textual" / "__init__.py").write_text("raise ImportError('broken')\n")
    terminal = Terminal(
        PROGRAM,
        environment={"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", "NIANBAO_HOME": str(tmp_path)},
    )
    start.append(terminal)
    said = "程序没能打开，草稿没有动过。"
    terminal.wait_until(lambda: said in walking.without_space(terminal.lines()), said)

    assert terminal.end() == crash.FAILED
    shown = "".join(terminal.lines())
    assert "Traceback" not in shown
    assert "Error" not in shown
    (record,) = tmp_path.rglob("crash.txt")
    assert "ImportError" in record.read_text(encoding="utf-8")
