"""This year beside last year: as a table, as bars of text for the screen, and as a picture."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.document.build import printed_number
from assistant.export.breaking import broken
from assistant.forms import Form, context, shown
from assistant.numerals import write_number
from assistant.report import Number, Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes

OUTCOMES = (
    ("新收申请", "申请.新收.总计"),
    ("予以公开", "申请.予以公开.总计"),
    ("部分公开", "申请.部分公开.总计"),
    ("不予公开", "申请.不予公开.总计"),
    ("无法提供", "申请.无法提供.总计"),
    ("不予处理", "申请.不予处理.总计"),
    ("其他处理", "申请.其他处理.总计"),
    ("结转下年", "申请.结转下年.总计"),
)
DISPUTES = (
    ("行政复议", "复议诉讼.复议.总计"),
    ("行政诉讼", "复议诉讼.诉讼.总计"),
)
PANELS = (("申请的办理结果（件）", OUTCOMES), ("复议和诉讼（件）", DISPUTES))

_BAR = 40
_FONTS = (
    "SimHei",
    "Microsoft YaHei",
    "DengXian",
    "SimSun",
    "PingFang SC",
    "Heiti SC",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Serif CJK SC",
    "Noto Serif CJK JP",
)
"""Fonts of Windows, macOS and Linux in which Chinese is read, the best to read on a chart first; of a collection of
fonts some versions of matplotlib know only the first, which is the Japanese one."""

_TITLE_LINE = 36
"""Characters of a line above the charts."""

_COLOURS = ("#9aa7b8", "#b22222")


class NoPlotting(Exception):
    """The library that draws pictures is not installed, or no font that knows Chinese."""


@dataclass(frozen=True)
class Line:
    """One figure of two years."""

    name: str
    called: str
    before: Number | None
    now: Number | None
    printed: tuple[str, str]

    @property
    def difference(self) -> str:
        """How it changed, in words."""
        if self.before is None or self.now is None:
            return "无法比较"
        if self.now == self.before:
            return "持平"
        if self.now > self.before:
            return f"增加{write_number(self.now - self.before)}"
        return f"减少{write_number(self.before - self.now)}"


def lines(form: Form, report: Report, last_year: Report) -> tuple[Line, ...]:
    """Return what is worth comparing: every figure of table 2, every total of tables 3 and 4."""
    now, before = shown(form, report), shown(form, last_year)
    return tuple(
        Line(
            name,
            form.called(name),
            before.get(name),
            now.get(name),
            (
                printed_number(cell, before[name]) if name in before else "—",
                printed_number(cell, now[name]) if name in now else "—",
            ),
        )
        for name, cell in form.fields.items()
        if (name.startswith("主动公开.") or name.endswith(".总计"))
        and (name in now or name in before)
    )


def years(form: Form, reports: Sequence[Report]) -> tuple[tuple[str, Mapping[str, Number]], ...]:
    """Return what the charts show of each year, with the year's name."""
    return tuple(
        (
            f"{report.year}年" if report.year else "上年",
            {
                name: value
                for name, value in context(form, report).items()
                if isinstance(value, Number) and not isinstance(value, bool)
            },
        )
        for report in reports
    )


def text_chart(named: Sequence[tuple[str, Mapping[str, Number]]]) -> str:
    """Return bars of text, a line a year; what is not known has no bar and says so."""
    made: list[str] = []
    for title, wanted in PANELS:
        largest = max((year.get(name, 0) for _, year in named for _, name in wanted), default=0)
        made.append(title)
        for label, name in wanted:
            for place, (called, year) in enumerate(named):
                head = label if place == 0 else ""
                made.append(f"  {_padded(head, 8)} {called} {_bar(year.get(name), largest)}")
        made.append("")
    return "\n".join(made)


def _bar(value: Number | None, largest: Number) -> str:
    if value is None:
        return "没有数"
    length = round(_BAR * value / largest) if largest else 0
    return f"{'█' * max(length, 1 if value else 0)}{' ' if value else ''}{value}"


def _padded(words: str, width: int) -> str:
    taken = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)
    return words + " " * (width - taken)


def picture(unit: str, named: Sequence[tuple[str, Mapping[str, Number]]]) -> bytes:
    """Return the charts as PNG, the organ's name above them; the same figures give the same bytes.

    `NoPlotting` where matplotlib is not there, or no font in which Chinese can be read.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
        from matplotlib.font_manager import fontManager
    except ImportError as error:
        raise NoPlotting from error
    installed = {font.name for font in fontManager.ttflist}
    fonts = [name for name in _FONTS if name in installed]
    if not fonts:
        raise NoPlotting
    with mpl.rc_context({"font.family": [*fonts, "sans-serif"]}):
        figure = Figure(figsize=(8, 7), layout="constrained")
        figure.suptitle(
            "\n".join((*broken(unit, _TITLE_LINE), "政府信息公开情况")), linespacing=1.4
        )
        shares = [len(wanted) for _, wanted in PANELS]
        axes = figure.subplots(len(PANELS), 1, height_ratios=shares)
        for axis, (heading, wanted) in zip(axes, PANELS, strict=True):
            _panel(axis, heading, wanted, named)
        shown_once = axes[0].get_legend_handles_labels()
        figure.legend(
            *shown_once, loc="outside lower center", ncols=len(named), frameon=False, fontsize=9
        )
        stream = io.BytesIO()
        figure.savefig(stream, format="png", dpi=150, metadata={"Software": None})
    return stream.getvalue()


def _panel(
    axis: Axes,
    heading: str,
    wanted: Sequence[tuple[str, str]],
    named: Sequence[tuple[str, Mapping[str, Number]]],
) -> None:
    """Bars from left to right, each with its figure at the end: no figure is too long to be read."""
    axis.set_title(heading, fontsize=10)
    axis.spines[["top", "right", "bottom"]].set_visible(False)
    axis.xaxis.set_visible(False)
    high = 0.8 / len(named)
    for place, (called, year) in enumerate(named):
        bars = axis.barh(
            [at + (place - (len(named) - 1) / 2) * high for at in range(len(wanted))],
            [float(year.get(name, 0)) for _, name in wanted],
            high,
            label=called,
            color=_COLOURS[place % len(_COLOURS)] if len(named) > 1 else _COLOURS[-1],
        )
        told = [f"{year[name]}" if name in year else "没有数" for _, name in wanted]
        axis.bar_label(bars, labels=told, fontsize=8, padding=3)
    longest = max((float(year.get(name, 0)) for _, year in named for _, name in wanted), default=0)
    axis.set_xlim(0, 1.15 * longest or 1)
    axis.set_yticks(range(len(wanted)), [label for label, _ in wanted], fontsize=9)
    axis.invert_yaxis()
