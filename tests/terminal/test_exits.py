import signal
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX thing", allow_module_level=True)

from tests.terminal.ptys import Terminal
from tests.terminal.small_app import DRAFT_TEXT

SCRIPT = Path(__file__).parent / "small_app.py"
SHOWN_CURSOR = b"\x1b[?25h"
LEFT_FULL_SCREEN = b"\x1b[?1049l"


class Trial:
    """The small app in a terminal, ready to be typed into."""

    def __init__(self, folder: Path, *, controlling: bool = True) -> None:
        self.saved = folder / "saved.txt"
        self.crash = folder / "crash.txt"
        root = str(Path(__file__).parents[2])
        self.terminal = Terminal(
            SCRIPT,
            str(self.saved),
            str(self.crash),
            environment={"PYTHONPATH": root},
            controlling=controlling,
        )
        self.terminal.wait_for("准备好了")

    def type(self, text: str) -> None:
        """Type and wait until the app has it."""
        self.terminal.write(text.encode())
        self.terminal.wait_for(f"收到：{text}")

    @property
    def restored(self) -> bool:
        """Whether the terminal is usable again."""
        settings = termios.tcgetattr(self.terminal.slave)
        shown = LEFT_FULL_SCREEN in self.terminal.output and SHOWN_CURSOR in self.terminal.output
        return shown and settings == self.terminal.settings_before


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    """One small app, gone when the test is over."""
    trial = Trial(tmp_path)
    yield trial
    trial.terminal.close()


def has_restored(trial: Trial) -> None:
    """Wait until what the program wrote last has arrived."""
    trial.terminal.wait_until(lambda: trial.restored, "the terminal is usable again")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_saves_and_restores_the_terminal(trial: Trial, number: signal.Signals) -> None:
    """被要求退出时：先保存，再恢复终端，退出码是 128 加信号数。"""
    trial.type("十二件")
    trial.terminal.process.send_signal(number)

    assert trial.terminal.end() == 128 + number
    assert trial.saved.read_text("utf-8") == "十二件"
    has_restored(trial)


def test_closing_the_window_saves(trial: Trial) -> None:
    """关掉终端窗口：已保存，进程不留下。"""
    trial.type("十二件")
    trial.terminal.hang_up()

    assert trial.terminal.end() == 129
    assert trial.saved.read_text("utf-8") == "十二件"


def test_a_terminal_lost_without_a_signal_is_noticed(tmp_path: Path) -> None:
    """断线而没有信号（如 ssh 掉线）：几秒内发觉，保存并退出，不空转。"""
    trial = Trial(tmp_path, controlling=False)
    try:
        trial.type("十二件")
        trial.terminal.hang_up()

        assert trial.terminal.end() == 129
        assert trial.saved.read_text("utf-8") == "十二件"
    finally:
        trial.terminal.close()


def test_ctrl_q_saves_and_leaves(trial: Trial) -> None:
    """Ctrl+Q：保存，正常退出。"""
    trial.type("十二件")
    trial.terminal.write(b"\x11")

    assert trial.terminal.end() == 0
    assert trial.saved.read_text("utf-8") == "十二件"
    has_restored(trial)


def test_an_error_is_told_in_chinese_without_the_draft(trial: Trial) -> None:
    """程序出错：先保存，只显示中文说明；出错记录里没有变量的内容。"""
    trial.type("十二件")
    trial.terminal.write(b"\x1b[20~")

    assert trial.terminal.end() == 1
    trial.terminal.wait_for("程序出了意外，已经退出。")
    trial.terminal.wait_for("已填的内容都保存好了")
    assert trial.saved.read_text("utf-8") == "十二件"
    assert "LookupError" in trial.crash.read_text("utf-8")
    assert DRAFT_TEXT not in trial.crash.read_text("utf-8")
    assert b"Traceback" not in trial.terminal.output
    has_restored(trial)


def test_an_error_while_saving_does_not_keep_the_program(trial: Trial) -> None:
    """连保存也失败：照样退出，说明里提醒核对。"""
    trial.type("存不上")
    trial.terminal.write(b"\x1b[20~")

    assert trial.terminal.end() == 1
    trial.terminal.wait_for("最后几处改动可能没有存上")


def test_bytes_that_are_no_utf8_do_no_harm(trial: Trial) -> None:
    """终端发来 GBK 字节或半个汉字：程序照常，下面的输入不受影响。"""
    trial.terminal.write("件".encode("gbk") + b"\xe4\xb8")
    trial.terminal.write("十二".encode())
    trial.terminal.wait_for("十二")

    assert trial.terminal.process.poll() is None


@pytest.mark.parametrize("count", [1, 5, 60])
def test_a_phrase_committed_at_once_arrives_whole(trial: Trial, count: int) -> None:
    """输入法一次上屏多个字，一字不差。"""
    trial.type(("政府信息公开" * 10)[:count] if count < 20 else "公" * 30)
