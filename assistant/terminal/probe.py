"""What the terminal can do, asked before Textual takes it over.

Nothing here imports Textual: a terminal that cannot show Chinese gets its sentence at once.
"""

import contextlib
import os
import re
import select
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

AMBIGUOUS: Final = "“—…①─"
"""Characters that some terminals draw two cells wide; tables and quotation marks need one."""

PATIENCE: Final = 0.3
"""Seconds to wait for all answers; an ordinary terminal needs one thousandth of a second."""

_ANSWER: Final = re.compile(rb"\x1b\[\d+;(\d+)R")


@dataclass(frozen=True)
class Complaint:
    """Something about the terminal that a clerk has to know."""

    fact: str
    remedy: str
    stops: bool
    """Whether it makes no sense to start."""

    @property
    def sentence(self) -> str:
        """Fact and remedy."""
        return f"{self.fact}{self.remedy}"


@dataclass(frozen=True)
class Terminal:
    """What was found out; None where a terminal did not answer."""

    interactive: bool
    name: str
    encoding: str
    chinese_width: int | None = None
    """Cells that 中 takes: 2, unless the terminal does not read UTF-8."""
    ambiguous_width: int | None = None

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """Everything wrong, the worst first."""
        if not self.interactive:
            return (NOT_INTERACTIVE,)
        found = []
        if self.name == "linux":
            found.append(NO_CHINESE_FONT)
        if self.chinese_width not in {None, 2}:
            found.append(NOT_UTF8)
        if self.ambiguous_width == 2:
            found.append(WIDE_PUNCTUATION)
        if self.name in {"dumb", ""}:
            found.append(BARE_TERMINAL)
        if self.chinese_width is None and not _is_utf8(self.encoding):
            found.append(OTHER_LOCALE)
        return tuple(sorted(found, key=lambda complaint: not complaint.stops))

    @property
    def usable(self) -> bool:
        """Whether the screen can be started."""
        return not any(complaint.stops for complaint in self.complaints)


NOT_INTERACTIVE: Final = Complaint(
    "这里不是终端窗口，填报界面打不开。",
    "请在终端窗口里直接运行 nianbao；脚本里请用 nianbao check、nianbao export 等命令。",
    stops=True,
)
NO_CHINESE_FONT: Final = Complaint(
    "这是没有汉字字库的文本控制台，中文会显示成方块。",
    "请在图形桌面的终端里运行，或从另一台电脑用 ssh 登录后运行。",
    stops=True,
)
NOT_UTF8: Final = Complaint(
    "终端没有按 UTF-8 编码显示，中文会变成乱码。",
    "请把终端的字符编码设为 UTF-8，再重新运行。",
    stops=True,
)
WIDE_PUNCTUATION: Final = Complaint(
    "终端把引号、破折号和表格线画成了两格宽，表格会错位。",
    "请在终端设置里把“歧义宽度字符”设为窄（1 格），再重新运行。",
    stops=True,
)
BARE_TERMINAL: Final = Complaint(
    "没有认出终端的类型，画面可能不完整。",
    "请设置环境变量 TERM，例如 export TERM=xterm-256color。",
    stops=False,
)
OTHER_LOCALE: Final = Complaint(
    "系统的语言环境不是 UTF-8，中文可能显示不对。",
    "如有乱码，请先运行 export LANG=C.UTF-8，并把终端编码设为 UTF-8。",
    stops=False,
)


def look() -> Terminal:
    """Ask the terminal; at most a third of a second."""
    interactive = _is_terminal(0) and _is_terminal(2)
    chinese, ambiguous = _measure_widths() if interactive else (None, None)
    name = os.environ.get("TERM", "") if sys.platform != "win32" else "windows"
    return Terminal(interactive, name, _encoding(), chinese, ambiguous)


def _is_terminal(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def _encoding() -> str:
    """The encoding of the locale; Python's UTF-8 mode would hide it."""
    if sys.platform == "win32":
        return "utf-8"  # the Windows driver writes through the console, whatever its code page
    import locale

    return locale.nl_langinfo(locale.CODESET)


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("-", "") == "utf8"


def _measure_widths() -> tuple[int | None, int | None]:
    """The widths of 中 and of the widest ambiguous character."""
    if sys.platform == "win32":
        return None, None
    samples = ("中", *AMBIGUOUS)
    columns = _columns_after(samples)
    if len(columns) < len(samples):
        return None, None
    widths = [column - 1 for column in columns]
    return widths[0], max(widths[1:])


def _columns_after(samples: tuple[str, ...]) -> list[int]:
    """Write each sample at the start of a line and ask where the cursor went."""
    question = "".join(f"\r{sample}\x1b[6n" for sample in samples) + "\r\x1b[K"
    with _unbuffered_input():
        os.write(2, question.encode())
        return _read_columns(len(samples))


@contextlib.contextmanager
def _unbuffered_input() -> Iterator[None]:
    """Take the answers as they come, and show nothing of them; the settings come back afterwards."""
    import termios
    import tty

    before = termios.tcgetattr(0)
    try:
        tty.setcbreak(0, termios.TCSANOW)
        yield
    finally:
        termios.tcsetattr(0, termios.TCSANOW, before)


def _read_columns(count: int) -> list[int]:
    answer = b""
    deadline = time.monotonic() + PATIENCE
    while len(columns := _ANSWER.findall(answer)) < count:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([0], [], [], left)[0]:
            break
        chunk = os.read(0, 1024)
        if not chunk:
            break
        answer += chunk
    return [int(column) for column in columns]
