"""Every screen of the program over the sample draft, as characters, in a small and in a large window.

`NIANBAO_GOLDEN=write` in the environment writes the screens anew; read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from assistant import content, exporting
from assistant.desk import Desk, answered
from assistant.drafts.recent import home
from assistant.report import LAST_YEAR, Report
from assistant.terminal.app import Assistant
from assistant.terminal.bringing import bring_in_file
from assistant.terminal.screens import new
from tests.commands import nianbao
from tests.reports.expected import REPORTS
from tests.terminal.screens import play

SCREENS = Path(__file__).parent.parent / "screens"
SIZES = {"80x24": (80, 24), "140x45": (140, 45)}

WAYS = {
    "开始": (),
    "新建": ("enter",),
    "问答": ("sample",),
    "目录": ("sample", "f3"),
    "表格": ("sample", "表.申请"),
    "措辞": ("sample", "正文.总体情况.依申请公开"),
    "核对": ("sample", "f4"),
    "答复": ("sample", "ctrl+g"),
    "改答复": ("sample", "ctrl+g", "down", "down", "enter"),
    "写": ("sample", "正文.总体情况.依申请公开", "ctrl+n"),
    "请谁填": ("sample", "f7", "f8"),
    "规则": ("sample", "f4", "f8"),
    "导入": ("sample", "ctrl+o"),
    "读进来": ("sample", "last_year"),
    "台账的列": ("sample", "register"),
    "台账汇总": ("sample", "register", "f8"),
    "两年对比": ("sample", "two_years", "f5", "f2"),
    "写说明": ("sample", "two_years", "f4", "T", "2", "-", "S", "f2"),
    "没有的文件": ("sample", "ctrl+o", "x", "enter"),
    "签字": ("sample", "f6", "f8", "enter"),
    "待补的格": ("sample", "表.申请", "ctrl+b"),
    "全表填零": ("sample", "表.复议诉讼", "ctrl+t"),
    "认一认": ("fresh",),
    "听到的": ("sample", "问.表.申请", "sentence", "enter"),
    "都问完了": ("whole", "ctrl+n"),
    "看措辞": ("sample", "正文.总体情况.依申请公开", "enter", "ctrl+e"),
    "预览": ("sample", "f5"),
    "导出": ("sample", "f6", "ctrl+u"),
    "名词": ("sample", "glossary"),
    "记录": ("sample", "f9"),
    "命令": ("sample", "ctrl+p"),
    "导览": ("tour",),
    "待补": ("sample", "f7"),
    "送审": ("sample", "f6", "f8"),
    "帮助": ("sample", "f1"),
}


def fresh() -> Path:
    """Make a draft that has nothing but its unit and its year."""
    path = home() / "新的.nianbao"
    Desk.create(path, "云澜市青禾区统计局", 2025).close()
    return path


def whole() -> Path:
    """Make a draft with every answer that a report needs."""
    path = home() / "全的.nianbao"
    assert (
        0 == nianbao("new", "--answers", REPORTS / "县政府2025" / "answers.json", "-o", path).code
    )
    return path


def before(report: Report) -> Report:
    """Last year's report of the sample's organ: a few figures are others."""
    return report.with_answers(
        {
            "年份": (report.year or 0) - 1,
            "申请.新收.自然人": 8,
            "申请.结转下年.自然人": 1,
            "主动公开.行政许可.决定": 240,
        }
    )


def last_year(app: Assistant) -> None:
    """Bring in last year's report, table four missing and one cell written as 无."""
    last = before(app.report)
    form = content.form_for_year(last.year or 0)
    page = exporting.export_report(form, last, "去年年报.html", None).decode()
    path = home() / "去年年报.html"
    path.write_text(page.replace(">240<", ">无<"), encoding="utf-8")
    bring_in_file(app, app.desk, path)


def two_years(app: Assistant) -> None:
    """Have last year's report in the draft."""
    app.write({f"{LAST_YEAR}{name}": value for name, value in before(app.report).answers.items()})


def register(app: Assistant) -> None:
    """Bring in a register with a column of its own name and a result nobody knows."""
    path = home() / "台账.csv"
    path.write_text(
        "登记编号,申请人姓名,来件时间,申请人类型,处理结果,答复日期\n"
        "一号,某甲,2025-03-01,自然人,予以公开,2025-03-20\n"
        "二号,某乙,2025-04-01,商业企业,看着办,2025-04-20\n",
        encoding="utf-8",
    )
    bring_in_file(app, app.desk, path)


BROUGHT = {"last_year": last_year, "two_years": two_years, "register": register}


async def go(pilot: Pilot[Any], app: Assistant, step: str) -> None:
    """Go one step: open the sample, go to a name, or press a key."""
    if step == "sample":
        app.open_sample()
    elif step in ("fresh", "whole"):
        app.open_draft({"fresh": fresh, "whole": whole}[step]())
    elif step in BROUGHT:
        BROUGHT[step](app)
        await app.workers.wait_for_complete()
    elif step == "sentence":
        app.post_message(events.Paste("不对，是收了13件，11件个人、2件企业"))
    elif step in ("glossary", "tour"):
        {"glossary": app.action_glossary, "tour": app.open_tour}[step]()
    elif "." in step:
        app.go_to(step)
    else:
        await pilot.press(step)
    await pilot.pause(0.2)


def screen(way: tuple[str, ...], size: tuple[int, int]) -> list[str]:
    """The screen at the end of a way through the program."""
    app = Assistant()

    async def steps(pilot: Pilot[Any]) -> None:
        for step in way:
            await go(pilot, app, step)

    return play(app, steps, size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", WAYS)
def test_the_screen_looks_as_kept(name: str, size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a clerk sees is what was proof-read."""
    monkeypatch.setenv("HOME", "/home/clerk")
    monkeypatch.setattr(answered, "day", lambda _change: "1月8日")
    monkeypatch.setattr(new, "default_year", lambda _today: 2026)
    shown = "\n".join(screen(WAYS[name], SIZES[size])).rstrip() + "\n"
    kept = SCREENS / f"{name}.{size}.txt"
    if os.environ.get("NIANBAO_GOLDEN") == "write":
        kept.write_text(shown, encoding="utf-8")

    assert kept.read_text(encoding="utf-8") == shown


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", WAYS)
def test_no_screen_is_wider_than_its_window(name: str, size: str) -> None:
    """Every line fits, wide characters counted twice."""
    from rich.cells import cell_len

    width = SIZES[size][0]

    assert [] == [line for line in screen(WAYS[name], SIZES[size]) if cell_len(line) > width]
