import subprocess
import sys
from pathlib import Path

import pytest

from assistant.terminal.probe import Terminal, look

GOOD = Terminal(True, "xterm-256color", "UTF-8", chinese_width=2, ambiguous_width=1)
SCRIPT = "from assistant.terminal.probe import look; print('查到', *vars(look()).values())"
ROOT = Path(__file__).parents[2]


def sentences(terminal: Terminal) -> str:
    """Everything said about a terminal."""
    return "\n".join(complaint.sentence for complaint in terminal.complaints)


def test_an_ordinary_terminal_is_fine() -> None:
    """普通终端：没有话说。"""
    assert GOOD.complaints == ()
    assert GOOD.usable


def test_a_terminal_that_does_not_answer_is_given_a_chance() -> None:
    """不回答宽度查询的终端照样可以用。"""
    assert Terminal(True, "xterm", "UTF-8").usable


@pytest.mark.parametrize(
    ("terminal", "fact", "remedy"),
    [
        (Terminal(False, "xterm", "UTF-8"), "不是终端窗口", "nianbao check"),
        (Terminal(True, "linux", "UTF-8", 2, 1), "没有汉字字库", "图形桌面"),
        (Terminal(True, "xterm", "UTF-8", 3, 1), "没有按 UTF-8", "设为 UTF-8"),
        (Terminal(True, "xterm", "UTF-8", 2, 2), "两格宽", "设为窄"),
    ],
)
def test_an_unusable_terminal_is_told_with_its_remedy(
    terminal: Terminal, fact: str, remedy: str
) -> None:
    """用不了的终端：说清事实和办法，不启动。"""
    assert fact in sentences(terminal)
    assert remedy in sentences(terminal)
    assert not terminal.usable


@pytest.mark.parametrize(
    ("terminal", "fact"),
    [
        (Terminal(True, "dumb", "UTF-8"), "终端的类型"),
        (Terminal(True, "xterm", "GB18030"), "不是 UTF-8"),
    ],
)
def test_a_doubtful_terminal_is_told_but_may_start(terminal: Terminal, fact: str) -> None:
    """可能有问题的终端：提醒，但可以启动。"""
    assert fact in sentences(terminal)
    assert terminal.usable


def test_a_terminal_that_proved_utf8_hears_nothing_about_its_locale() -> None:
    """实测汉字显示正确，就不再提语言环境。"""
    assert Terminal(True, "xterm", "GB18030", 2, 1).complaints == ()


def test_a_pipe_is_no_terminal() -> None:
    """管道里不是终端，也不等待回答。"""
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input="",
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert result.stdout.startswith("查到 False")


def test_looking_imports_no_textual() -> None:
    """检查终端不需要先载入界面。"""
    program = "import sys, assistant.terminal.probe; print('textual' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert result.stdout.strip() == "False"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a POSIX thing")
@pytest.mark.parametrize(("wide", "found"), [(1, "2 1"), (2, "2 2"), (0, "None None")])
def test_widths_are_measured_in_a_terminal(tmp_path: Path, wide: int, found: str) -> None:
    """在真终端里量：歧义字符一格、两格，或者终端不回答。"""
    from tests.terminal.answering import Answering

    script = tmp_path / "look.py"
    script.write_text(SCRIPT, encoding="utf-8")
    terminal = Answering(script, wide=wide, environment={"PYTHONPATH": str(ROOT)})
    try:
        terminal.wait_for(f"查到 True xterm-256color UTF-8 {found}")
    finally:
        terminal.close()


def test_looking_at_the_test_runner_does_no_harm() -> None:
    """没有终端时也有答案。"""
    assert isinstance(look(), Terminal)
