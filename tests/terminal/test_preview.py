import asyncio

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from assistant.terminal.preview_lines import Line, block_lines, blocks, lines_of
from assistant.terminal.widgets.preview import Preview
from tests.terminal.screens import block, play, press

REPORT = """\
# 某市某局2024年政府信息公开工作年度报告

根据《中华人民共和国政府信息公开条例》要求，现公布
本局2024年度报告。
## 一、总体情况
全年公开信息【待补：公开条数】条，同比增长12.5%。

- 第一，**加强**领导
- 第二，压实责任，把政务公开纳入年度考核
  1. 制度

## 二、主动公开政府信息情况

| 信息内容 | 本年制发件数 | 现行有效件数 |
|---|---|---:|
| 规章 | 0 | 1,005 |
| 行政规范性文件 | 12 | 45 |
"""


class Reader(App[None]):
    """A preview over the whole screen."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.preview = Preview(markdown)

    def compose(self) -> ComposeResult:
        """Nothing but the preview."""
        yield self.preview


def texts(markdown: str, width: int) -> list[str]:
    """The lines as text."""
    return [line.text for line in lines_of(markdown, width)]


def test_a_report_reads_like_a_report() -> None:
    """标题居中，段落空两字，表格画线，数字靠右。"""
    assert block(press(Reader(REPORT), size=(46, 30))) == block(
        [
            "    某市某局2024年政府信息公开工作年度报告",
            "",
            "　　根据《中华人民共和国政府信息公开条例》要",
            "求，现公布本局2024年度报告。",
            "",
            "一、总体情况",
            "",
            "　　全年公开信息【待补：公开条数】条，同比增长",
            "12.5%。",
            "",
            "• 第一，加强领导",
            "• 第二，压实责任，把政务公开纳入年度考核",
            "  1. 制度",
            "",
            "二、主动公开政府信息情况",
            "",
            "┌──────────────┬────────────┬────────────┐",
            "│信息内容      │本年制发件数│现行有效件数│",
            "├──────────────┼────────────┼────────────┤",
            "│规章          │           0│       1,005│",
            "│行政规范性文件│          12│          45│",
            "└──────────────┴────────────┴────────────┘",
        ]
    )


@pytest.mark.parametrize("width", range(8, 100, 7))
def test_no_line_is_wider_than_the_preview(width: int) -> None:
    """多窄都不超宽（表格窄到每列四格、数字不拆开为止）。"""
    narrow_table = 4 + 4 + len("1,005") + 4
    limit = max(width, narrow_table)

    assert [line for line in texts(REPORT, width) if cell_len(line) > limit] == []


def test_a_wide_table_is_narrowed_and_keeps_its_words() -> None:
    """表格放不下时最宽的列折行，字一个不少。"""
    table = "| 项目 | 内容 |\n|---|---|\n| 甲 | " + "公开" * 20 + " |"
    lines = texts(table, 30)

    assert {cell_len(line) for line in lines} == {30}
    assert "".join(lines).count("公") == 20


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**加强**领导", "加强领导"),
        (r"2\*3\*4", "2*3*4"),
        (r"\*星号\* 和 \|", "*星号* 和 |"),
        ("a_b_c", "a_b_c"),
    ],
)
def test_inline_marks_are_read(written: str, shown: str) -> None:
    """强调记号去掉，转义还原，普通符号不动。"""
    assert texts(written, 40) == ["　　" + shown]


def test_a_caption_in_bold_is_a_heading() -> None:
    """整段加粗是小标题，不空两字。"""
    assert lines_of("**第二十条第（一）项**", 40) == [Line("第二十条第（一）项", "heading")]


def test_a_quote_is_marked() -> None:
    """引用（草稿标记）前面有竖条。"""
    assert texts("> **草稿：尚未定稿**", 40) == ["▌ 草稿：尚未定稿"]


def test_titles_over_numbers_give_way_before_labels_do() -> None:
    """表格放不下时，先让数字列的标题折行，行名尽量不折。"""
    table = "| 事项 | 本年处理决定数量 |\n|---|---:|\n| 行政事业性收费 | 12 |"

    assert texts(table, 26) == [
        "┌──────────────┬─────────┐",
        "│事项          │本年处理 │",
        "│              │决定数量 │",
        "├──────────────┼─────────┤",
        "│行政事业性收费│       12│",
        "└──────────────┴─────────┘",
    ]


def test_an_escaped_bar_stays_in_its_cell() -> None:
    """单元格里转义的竖线不是分隔。"""
    assert "│甲|乙│" in texts("| 名称 |\n|---|\n| 甲\\|乙 |", 40)


def test_comments_are_not_shown() -> None:
    """隐藏的注释不显示。"""
    assert texts("甲\n\n<!-- 只给\n\n同事看 -->\n\n乙", 40) == ["　　甲", "", "　　乙"]


def test_lines_of_one_paragraph_are_joined_as_chinese() -> None:
    """源文件里的换行不变成空格；西文词之间才有空格。"""
    assert texts("公开\n年报\nOpen\nData", 40) == ["　　公开年报Open Data"]


def test_an_empty_text_shows_nothing() -> None:
    """没有内容就是空白。"""
    assert press(Reader(""), size=(40, 5)) == [""] * 5


def test_blocks_are_cached() -> None:
    """没改的段落不重新排。"""
    block_lines.cache_clear()
    lines_of(REPORT, 46)
    lines_of(REPORT.replace("加强", "强化"), 46)
    info = block_lines.cache_info()

    assert info.misses == len(blocks(REPORT)) + 1
    assert info.hits == len(blocks(REPORT)) - 1


def test_an_edit_repaints_the_changed_line_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """改一个字只重画那一行，读到哪儿还在哪儿。"""
    app = Reader(REPORT)
    painted: set[int] = set()
    original = Preview.render_line

    def counted(self: Preview, y: int) -> object:
        painted.add(y)
        return original(self, y)

    async def steps(pilot: Pilot[None]) -> None:
        monkeypatch.setattr(Preview, "render_line", counted)
        app.preview.show(REPORT.replace("加强", "强化"))

    play(app, steps, size=(46, 30))

    assert painted == {10}


def test_keys_scroll() -> None:
    """方向键、翻页键、Home、End 都能滚动。"""
    app = Reader(REPORT)

    async def run() -> list[int]:
        places = []
        async with app.run_test(size=(46, 8)) as pilot:
            for key in ("down", "pagedown", "end", "up", "home"):
                await pilot.press(key)
                await pilot.pause()
                places.append(app.preview.scroll_offset.y)
        return places

    assert asyncio.run(run()) == [1, 9, 14, 13, 0]


def test_a_place_can_be_shown() -> None:
    """跳到第一处待补。"""
    app = Reader(REPORT)

    async def steps(_: Pilot[None]) -> None:
        assert app.preview.show_line_with("【待补")

    assert "【待补" in play(app, steps, size=(46, 8))[0]


def test_lines_are_values() -> None:
    """一行是值：文字和种类。"""
    assert lines_of("# 题", 10) == [Line("    题", "title")]
