import random
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from assistant.terminal.grid_model import Values, row_title
from assistant.terminal.widgets.grid import NumGrid
from tests.terminal.screens import LARGE, SMALL, block, painted, play, press
from tests.terminal.tables import GridApp, blocks_table, requests_table, small_table

GOLDEN = Path(__file__).parent / "golden"
INPUT_LINES = 3
KEYS = (
    *["up", "down", "left", "right", "tab", "shift+tab", "enter", "home", "end"],
    *["pageup", "pagedown", "ctrl+home", "ctrl+end"],
    *["f2", "backspace", "delete", "escape", "ctrl+z", "1", "2", "9", "0", "minus", "增", "件"],
)


def grid_text(screen: list[str]) -> str:
    """The screen without the input below the grid."""
    return block(screen[:-INPUT_LINES])


def pasting(text: str, *keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Press keys, then paste, as a terminal delivers it."""

    async def steps(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
        pilot.app.query_one(NumGrid).post_message(Paste(text))

    return steps


# What it looks like


def test_a_small_table() -> None:
    """光标格用方括号标出，没有回答的格显示“·”，合计自动算出。"""
    screen = press(GridApp(small_table(texts={(0, 1): "3"})))

    assert grid_text(screen) == block(
        [
            "        │自然人│ 企业 │ 总计 │",
            "────────┼──────┼──────┼──────┤",
            "一、新收[     ·]     3│     3│",
            "二、结转│     ·│     ·│      │",
        ]
    )


def test_a_table_of_blocks() -> None:
    """表二：每一段有自己的标题行，有的行只有一格。"""
    screen = press(GridApp(blocks_table()), "9")

    assert grid_text(screen) == (GOLDEN / "blocks-80x24.txt").read_text("utf-8").rstrip("\n")


@pytest.mark.parametrize(("name", "size"), [("80x24", SMALL), ("120x40", LARGE)])
def test_the_table_of_requests(name: str, size: tuple[int, int]) -> None:
    """表三：三层表头；错误、待补都有文字标记；放不下的行名用“…”截短。"""
    table = requests_table(
        texts={(0, 0): "12", (0, 1): "3"},
        errors={(1, 0): "和去年的结转对不上"},
        pending=frozenset({(3, 1)}),
    )
    screen = press(GridApp(table), size=size)

    golden = GOLDEN / f"requests-{name}.txt"
    assert grid_text(screen) == golden.read_text("utf-8").rstrip("\n")


def test_titles_and_labels_stay_while_the_table_scrolls() -> None:
    """滚到最后一格时，表头和行名还在原处。"""
    screen = press(GridApp(requests_table()), "ctrl+end", size=(60, 20))

    assert "总计" in screen[1]
    last = next(line for line in screen if line.startswith("四、结转下年度"))
    assert last.endswith("[      ]")


def test_the_full_label_is_there_for_a_status_line() -> None:
    """截短的行名可以完整地读到。"""
    table = requests_table()

    assert row_title(table, 6) == "三、本年度办理结果 › （三）不予公开 › 1.属于国家秘密"


def test_a_wide_number_widens_its_column() -> None:
    """再长的数也不截断。"""
    screen = press(GridApp(small_table()), *"1234567890", "enter")

    assert "一、新收│ 1234567890│     ·│1234567890│" in screen


def test_half_a_number_is_never_shown() -> None:
    """横向滚动时，只露出一半的格显示“…”，不会把 123456 看成 456。"""
    numbers = {(0, column): str(123456 + column) for column in range(6)}
    for steps in range(7):
        screen = press(GridApp(requests_table(texts=numbers)), *["right"] * steps, size=(40, 15))
        line = next(line for line in screen if line.startswith("一、"))
        shown = re.findall(r"\d+", line)

        assert shown
        assert set(shown) <= {*numbers.values(), "740751"}


def test_marks_do_not_need_colour() -> None:
    """错误“!”、待补“待”、被拒“?”都是文字。"""
    table = small_table(
        texts={(0, 0): "1", (1, 0): "2"},
        errors={(0, 0): "对不上"},
        pending=frozenset({(1, 0), (1, 1)}),
    )
    screen = press(GridApp(table), "tab", "x", "tab")

    assert "一、新收│    !1[    x_]     1│" in screen
    assert "二、结转│   待2│  待补│     2│" in screen


@pytest.mark.parametrize("size", [(1, 1), (5, 2), (20, 3)])
def test_a_tiny_window_does_no_harm(size: tuple[int, int]) -> None:
    """窗口再小也不出错。"""
    app = GridApp(requests_table())
    press(app, "down", "right", "1", "enter", size=size)

    assert app.edited == [[(1, 1, "1")]]


# Moving


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (["right"], (0, 1)),
        (["left"], (0, 0)),
        (["down", "down"], (3, 0)),
        (["down", "down", "up"], (1, 0)),
        (["end"], (0, 6)),
        (["end", "home"], (0, 0)),
        (["ctrl+end"], (29, 6)),
        (["ctrl+end", "ctrl+home"], (0, 0)),
        (["tab"] * 6, (1, 0)),
        (["tab"] * 6 + ["shift+tab"], (0, 5)),
        (["enter", "enter"], (3, 0)),
        (["ctrl+end", "left", "enter"], (29, 5)),
    ],
)
def test_keys_move_the_cursor(keys: list[str], cursor: tuple[int, int]) -> None:
    """方向键走过合计，Tab 和回车跳过合计，行间的小标题都跳过。"""
    app = GridApp(requests_table())
    press(app, *keys)

    assert app.grid.cursor == cursor


def test_enter_goes_on_at_the_top_of_the_next_column() -> None:
    """一列填到底，回车到下一列的顶上。"""
    app = GridApp(small_table())
    press(app, "1", "enter", "2", "enter", "3")

    assert app.grid.cursor == (0, 1)
    assert app.edited == [[(0, 0, "1")], [(1, 0, "2")]]


def test_missing_cells_are_walked_around_and_the_column_remembered() -> None:
    """只有一格的行走到那一格，再往上回到原来的列。"""
    app = GridApp(blocks_table())
    press(app, "down", "right", "right", "down")

    assert app.grid.cursor == (6, 0)

    app = GridApp(blocks_table())
    press(app, "down", "right", "right", "down", "down", "up", "up")

    assert app.grid.cursor == (3, 2)


def test_page_down_moves_by_what_is_visible() -> None:
    """一屏一屏地翻，首尾不越界。"""
    app = GridApp(requests_table())
    press(app, "pagedown", "pagedown", "pagedown", "pageup", "pageup", "pageup")

    assert app.grid.cursor == (0, 0)


@pytest.mark.parametrize(
    ("keys", "direction"),
    [
        (["up"], "up"),
        (["down", "down"], "down"),
        (["shift+tab"], "previous"),
        (["tab"] * 4, "next"),
        (["enter"] * 4, "next"),
    ],
)
def test_the_edge_of_the_table_is_announced(keys: list[str], direction: str) -> None:
    """走出表格时告诉界面，从哪一边出去。"""
    app = GridApp(small_table())
    press(app, *keys)

    assert [said.direction for said in app.heard if isinstance(said, NumGrid.LeaveGrid)] == [
        direction
    ]


def test_tab_past_the_last_cell_goes_on_to_the_next_widget() -> None:
    """最后一格按 Tab，焦点到表格后面的输入框。"""
    app = GridApp(small_table())
    focused: list[bool] = []

    async def steps(pilot: Pilot[None]) -> None:
        for _ in range(4):
            await pilot.press("tab")
        await pilot.pause()
        focused.append(app.query_one(Input).has_focus)

    play(app, steps)

    assert focused == [True]


def test_a_click_puts_the_cursor_on_a_cell() -> None:
    """点一下就到那一格。"""
    app = GridApp(small_table())

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.click(NumGrid, offset=(18, 3))

    play(app, steps)

    assert app.grid.cursor == (1, 1)


# Typing


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("12", "12"),
        ("１２", "12"),
        ("-3", "-3"),
        ("+3", "3"),
        ("增5", "5"),
        ("减５", "-5"),
        ("1,005", "1005"),
        ("0", "0"),
    ],
)
def test_numbers_are_typed_as_clerks_type_them(typed: str, shown: str) -> None:
    """全角数字、正负号、增减、千分位逗号都认得。"""
    app = GridApp(small_table())
    press(app, *typed, "enter")

    assert app.grid.model.cell(0, 0).text == shown  # type: ignore[union-attr]


def test_a_refused_text_stays_open_and_is_explained() -> None:
    """填错的内容留在格里，光标不走，理由告诉界面。"""
    app = GridApp(small_table())
    screen = press(app, *"十x", "enter", "down", "tab")

    assert "一、新收[  十x_]     ·│      │" in screen
    assert app.refused == [(0, 0, "十x")] * 3
    assert app.grid.cursor == (0, 0)


def test_escape_drops_what_is_typed() -> None:
    """Esc 放弃输入，原来的数还在。"""
    app = GridApp(small_table(texts={(0, 0): "7"}))
    screen = press(app, "8", "escape")

    assert "一、新收[     7]     ·│     7│" in screen
    assert app.heard == []


def test_f2_opens_the_text_that_stands_there() -> None:
    """F2 修改：左右键在数字里走。"""
    app = GridApp(small_table(texts={(0, 0): "15"}))
    press(app, "f2", "left", "0", "enter")

    assert app.edited == [[(0, 0, "105")]]


def test_backspace_takes_the_last_digit_away() -> None:
    """退格键打开原来的数并删掉最后一位。"""
    app = GridApp(small_table(texts={(0, 0): "15"}))
    press(app, "backspace", "enter")

    assert app.edited == [[(0, 0, "1")]]


def test_delete_makes_a_cell_unanswered() -> None:
    """Delete 清空：变回没有回答，不是 0。"""
    app = GridApp(small_table(texts={(0, 0): "15"}))
    screen = press(app, "delete")

    assert app.edited == [[(0, 0, "")]]
    assert "一、新收[     ·]     ·│      │" in screen


def test_an_unchanged_text_is_no_step() -> None:
    """打开又原样关上，不算一次修改。"""
    app = GridApp(small_table(texts={(0, 0): "15"}))
    press(app, "f2", "enter")

    assert app.heard == []


def test_totals_cannot_be_typed_into() -> None:
    """合计不能填，理由告诉界面。"""
    app = GridApp(small_table())
    press(app, "end", "5")

    assert app.refused == [(0, 2, "5")]


def test_undo_is_asked_for() -> None:
    """Ctrl+Z 请界面撤销；正在输入时只放弃输入。"""
    app = GridApp(small_table())
    press(app, "5", "ctrl+z", "ctrl+z")

    assert [NumGrid.UndoRequested] == [type(said) for said in app.heard]


def test_leaving_the_grid_keeps_what_is_typed() -> None:
    """焦点离开时，正在输入的数收下；收不下的留在格里。"""
    app = GridApp(small_table())

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("7")
        pilot.app.query_one("Input").focus()
        await pilot.pause()
        app.grid.focus()
        await pilot.press("tab", "x")
        pilot.app.query_one("Input").focus()

    screen = play(app, steps)

    assert "一、新收│     7│    ?x│     7│" in screen
    assert app.edited == [[(0, 0, "7")]]


def test_a_change_from_outside_is_shown_after_reload() -> None:
    """撤销、导入以后，表格重画。"""
    table = small_table(texts={(0, 0): "15"})
    app = GridApp(table)

    async def steps(pilot: Pilot[None]) -> None:
        table.values = Values({(1, 1): "1234567"})
        app.grid.reload()

    screen = play(app, steps)

    assert "二、结转│     ·│1234567│1234567│" in screen


# Pasting


def test_a_block_from_a_spreadsheet_is_one_step() -> None:
    """从 Excel、WPS 粘一块：千分位、全角都认得，合计列跳过，算一步。"""
    app = GridApp(small_table())
    screen = play(app, pasting("1,005\t６\t1011\r\n0\t2\t2\r\n"))

    assert "一、新收[  1005]     6│  1011│" in screen
    assert "二、结转│     0│     2│     2│" in screen
    assert app.edited == [[(0, 0, "1,005"), (0, 1, "6"), (1, 0, "0"), (1, 1, "2")]]


def test_blank_pasted_cells_leave_the_table_alone() -> None:
    """粘来的空格不会清掉已填的数。"""
    app = GridApp(small_table(texts={(0, 1): "3"}))
    play(app, pasting("1\t\n\n2\t4"))

    assert app.edited == [[(0, 0, "1")]]
    assert [said.texts for said in app.heard if isinstance(said, NumGrid.LeftOut)] == [["2", "4"]]


def test_a_refused_cell_of_a_block_stays_visible() -> None:
    """粘来的内容有一格不对：别的收下，这一格原样留着。"""
    app = GridApp(small_table())
    screen = play(app, pasting("1\t无\n2\t3"))

    assert "一、新收[     1]   ?无│     1│" in screen
    assert app.refused == [(0, 1, "无")]
    assert app.edited == [[(0, 0, "1"), (1, 0, "2"), (1, 1, "3")]]


def test_a_table_pasted_with_its_labels_finds_its_rows() -> None:
    """整张表连行名粘来，按行名对号入座，小标题和表头不填。"""
    text = (
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
        "行政规范性文件\t1\t2\t3\n"
        "第二十条第（五）项\n"
        "信息内容\t本年处理决定数量\n"
        "行政许可\t44\n"
        "行政强制\t0\n"
    )
    app = GridApp(blocks_table())
    play(app, pasting(text))

    assert app.edited == [[(3, 0, "1"), (3, 1, "2"), (3, 2, "3"), (6, 0, "44"), (10, 0, "0")]]


def test_what_does_not_fit_into_the_table_is_named() -> None:
    """超出表格的数不会悄悄丢掉。"""
    app = GridApp(small_table())
    play(app, pasting("1\n2\n3", "down"))

    assert app.edited == [[(1, 0, "1")]]
    assert [said.texts for said in app.heard if isinstance(said, NumGrid.LeftOut)] == [["2", "3"]]


def test_a_single_text_goes_into_the_open_cell() -> None:
    """正在输入时粘一个数，接在后面。"""
    app = GridApp(small_table())
    screen = play(app, pasting("45\n", "3"))

    assert "一、新收[  345_]     ·│      │" in screen


# What it costs, and where an input method finds it


@pytest.mark.parametrize(("key", "lines"), [("right", {6}), ("down", {6, 7}), ("5", {6})])
def test_a_key_repaints_the_lines_it_touched(
    key: str, lines: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """移动和输入只重画相关的行，不重画整张表。"""
    painted: set[int] = set()
    original = NumGrid.render_line

    def counted(self: NumGrid, y: int) -> object:
        painted.add(y)
        return original(self, y)

    app = GridApp(requests_table())

    async def steps(pilot: Pilot[None]) -> None:
        monkeypatch.setattr(NumGrid, "render_line", counted)
        await pilot.press(key)
        await pilot.pause()
        assert painted <= lines

    play(app, steps)


@pytest.mark.parametrize(
    ("keys", "offset"),
    [
        ([], (14, 2)),
        (["1", "2"], (14, 2)),
        (["1", "2", "left"], (14, 2)),
        (["f2", "1", "2", "3", "home"], (12, 2)),
        (["right", "down"], (21, 3)),
    ],
)
def test_the_caret_is_where_an_input_method_looks_for_it(
    keys: list[str], offset: tuple[int, int]
) -> None:
    """输入法候选框跟着光标格。"""
    app = GridApp(small_table())

    async def steps(pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
        assert tuple(app.grid.cursor_screen_offset) == offset

    play(app, steps)


@pytest.mark.parametrize("seed", range(4))
def test_no_keys_in_any_order_break_the_grid(seed: int) -> None:
    """乱按一通：不出错，每一行都不超宽，没有一个数被截断。"""
    chance = random.Random(seed)
    table = chance.choice([requests_table, blocks_table, small_table])()
    app = GridApp(table)
    width, height = chance.choice([(80, 24), (60, 15), (33, 12), (120, 40)])

    async def steps(pilot: Pilot[None]) -> None:
        for _ in range(60):
            await pilot.press(chance.choice(KEYS))
            app.grid.focus()
            if chance.random() < 0.05:
                app.grid.post_message(Paste(chance.choice(["1\t2\n3\t4", "x", "9" * 12, "\t\n"])))
        await pilot.press("escape")
        await pilot.pause()
        for line in painted(app):
            assert cell_len(line) <= width

    screen = "\n".join(play(app, steps, (width, max(height, 100))))
    for text in table.values.texts.values():
        assert text in screen or width < 60
