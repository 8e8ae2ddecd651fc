"""This year beside last year: as a table, as bars of text for the screen, and as a picture."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.document.build import printed_number
from assistant.forms import Form, context, shown
from assistant.report import Number, Report

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
    "Noto Sans CJK SC",
    "WenQuanYi Zen Hei",
    "Source Han Sans SC",
)
_COLOURS = ("#9aa7b8", "#b22222")


class NoPlotting(Exception):
    """The library that draws pictures is not installed."""


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
        change = self.now - self.before
        return f"{'增加' if change > 0 else '减少'}{abs(change)}" if change else "持平"


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


def picture(title: str, named: Sequence[tuple[str, Mapping[str, Number]]]) -> bytes:
    """Return the charts as PNG; `NoPlotting` where matplotlib is not there. The same figures give the same bytes."""
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
        from matplotlib.font_manager import fontManager
    except ImportError as error:
        raise NoPlotting from error
    installed = {font.name for font in fontManager.ttflist}
    fonts = [name for name in _FONTS if name in installed]
    with mpl.rc_context({"font.family": [*fonts, "sans-serif"], "axes.unicode_minus": False}):
        figure = Figure(figsize=(10, 4.6), layout="constrained")
        figure.suptitle(title)
        shares = [len(wanted) for _, wanted in PANELS]
        axes = figure.subplots(1, len(PANELS), width_ratios=shares)
        for axis, (heading, wanted) in zip(axes, PANELS, strict=True):
            axis.set_title(heading, fontsize=10)
            axis.spines[["top", "right"]].set_visible(False)
            axis.margins(y=0.12)
            wide = 0.8 / len(named)
            for place, (called, year) in enumerate(named):
                bars = axis.bar(
                    [at + (place - (len(named) - 1) / 2) * wide for at in range(len(wanted))],
                    [float(year.get(name, 0)) for _, name in wanted],
                    wide,
                    label=called,
                    color=_COLOURS[place % len(_COLOURS)] if len(named) > 1 else _COLOURS[-1],
                )
                told = [f"{year[name]}" if name in year else "无" for _, name in wanted]
                axis.bar_label(bars, labels=told, fontsize=8, padding=2)
            axis.set_xticks(range(len(wanted)), [label for label, _ in wanted], fontsize=9)
            axis.yaxis.get_major_locator().set_params(integer=True)
        axes[0].legend(frameon=False, fontsize=9)
        stream = io.BytesIO()
        figure.savefig(stream, format="png", dpi=150, metadata={"Software": None})
    return stream.getvalue()
