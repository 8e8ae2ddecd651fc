"""One canary a patch: each fails when a new Textual moves or renames what we replace."""

import asyncio
import gc
import inspect
import os
import subprocess
import sys
import weakref
from itertools import product

import pytest
import textual.content
import textual.document._wrapped_document as wrapped_document
from rich._wrap import divide_line as stock_divide_line
from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor
from textual._styles_cache import StylesCache
from textual._wrap import compute_wrap_offsets as stock_wrap_offsets
from textual.app import App, ComposeResult
from textual.color import Color
from textual.command import CommandPalette
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.style import Style
from textual.widgets import Input, Static, TextArea

from assistant import crash
from assistant.terminal import upstream
from assistant.terminal.widgets.editor import Editor
from tests.terminal.screens import painted

SENTENCE = "我单位 OA系统全年共收到1,234条信息（其中12.5%为重复），办结率98.6%……——位居前列。"


class Caret(upstream.LiveCursor[None]):
    """Text widgets below a line that can grow."""

    CSS = "Input { width: 20; } TextArea { height: 8; width: 30; }"

    def compose(self) -> ComposeResult:
        """An input, and a text area below it."""
        yield Static("一行", id="above")
        yield Input()
        yield TextArea()


# What the patches stand on


def test_textual_still_breaks_labels_with_this_function() -> None:
    """标签的断行函数还在原处，参数没变。"""
    assert "divide_line" in inspect.getsource(textual.content.Content._wrap_and_format)
    assert list(inspect.signature(stock_divide_line).parameters) == [
        "text",
        "width",
        "fold",
    ]


def test_textual_still_breaks_text_areas_with_this_function() -> None:
    """多行输入的断行函数还在原处，参数没变。"""
    assert "compute_wrap_offsets" in inspect.getsource(wrapped_document.WrappedDocument.wrap)
    assert list(inspect.signature(stock_wrap_offsets).parameters) == list(
        inspect.signature(upstream.wrap_offsets).parameters
    )


def test_textual_still_places_the_cursor_by_this_attribute() -> None:
    """每次画完，Textual 读 cursor_position。"""
    assert "self.cursor_position" in inspect.getsource(App._display)
    assert isinstance(inspect.getattr_static(Input, "cursor_screen_offset"), property)
    assert isinstance(inspect.getattr_static(TextArea, "cursor_screen_offset"), property)


def test_an_input_still_adds_a_phantom_cell_at_its_end() -> None:
    """光标在末尾时 Input 多算一格；哪天不多算了，这里就不该再减。"""

    async def run() -> None:
        app = Caret()
        async with app.run_test():
            field = app.query_one(Input)
            assert field.cursor_screen_offset.x == field.content_region.x + 1

    asyncio.run(run())


def test_textual_still_ends_through_these_methods() -> None:
    """出错退出还走这几个方法和属性。"""
    assert "self._fatal_error()" in inspect.getsource(App._handle_exception)
    assert "self.panic(" in inspect.getsource(App._handle_exception)
    assert "self._exit_renderables" in inspect.getsource(App._print_error_renderables)
    assert callable(App._close_messages_no_wait)
    assert App()._exception is None


@pytest.mark.skipif(sys.platform == "win32", reason="the Linux driver needs termios")
def test_textual_still_decodes_input_with_this_factory() -> None:
    """键盘输入的解码器还从这个名字来。"""
    from textual.drivers import linux_driver

    source = inspect.getsource(linux_driver.LinuxDriver.run_input_thread)
    assert 'getincrementaldecoder("utf-8")().decode' in source


def test_the_palette_still_says_so_through_this_method() -> None:
    """命令面板“没有这样的命令”还由这个方法安排。"""
    source = inspect.getsource(CommandPalette)
    assert "self._start_no_matches_countdown(" in source
    assert {"_NO_MATCHES", "_NO_MATCHES_COUNTDOWN", "_list_visible"} <= set(dir(CommandPalette))


def test_textual_still_reads_this_variable_for_the_kitty_protocol() -> None:
    """导入本包以后，kitty 键盘协议是关着的。"""
    program = (
        "import assistant.terminal, textual.constants; print(textual.constants.DISABLE_KITTY_KEY)"
    )
    environment = {
        name: value for name, value in os.environ.items() if name != "TEXTUAL_DISABLE_KITTY_KEY"
    }
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment, check=True, text=True
    ).stdout

    assert output.strip() == "True"


# What the patches do


def test_installing_twice_changes_nothing() -> None:
    """装两遍和装一遍一样。"""
    for _ in range(2):
        upstream.install()
        upstream.break_text_areas_for_chinese()

    assert textual.content.divide_line is upstream.divide_line  # type: ignore[attr-defined]
    assert wrapped_document.compute_wrap_offsets is upstream.wrap_offsets  # type: ignore[attr-defined]


def test_labels_are_broken_as_chinese() -> None:
    """标签里标点不落单，数字不拆开，也不多出空行。"""
    upstream.install()

    class Label(App[None]):
        CSS = "Static { width: 20; }"

        def compose(self) -> ComposeResult:
            yield Static(SENTENCE, markup=False)

    async def run() -> list[str]:
        app = Label()
        async with app.run_test(size=(40, 10)):
            return [line for line in painted(app) if line]

    assert asyncio.run(run()) == [
        "我单位 OA系统全年共",
        "收到1,234条信息（其",
        "中12.5%为重复），办",
        "结率98.6%……——位居前",
        "列。",
    ]


def test_text_areas_are_broken_as_chinese() -> None:
    """多行输入里也一样，光标位置对得上。"""
    upstream.break_text_areas_for_chinese()

    async def run() -> tuple[list[str], Offset]:
        app = Caret()
        async with app.run_test(size=(40, 16)) as pilot:
            area = app.query_one(TextArea)
            area.text = SENTENCE
            area.focus()
            area.move_cursor((0, len(SENTENCE)))
            await pilot.pause()
            return painted(app), app.cursor_position

    lines, cursor = asyncio.run(run())
    text = [line.strip("▊▎ ") for line in lines[5:10]]

    assert text == [
        "我单位 OA系统全年共收到",
        "1,234条信息（其中12.5%为",
        "重复），办结率98.6%……——位",
        "居前列。",
        "",
    ]
    assert cursor == Offset(10, 8)


@pytest.mark.parametrize("width", [1, 2, 3])
def test_no_width_is_too_narrow(width: int) -> None:
    """窄到放不下标点也不出错。"""
    assert upstream.divide_line("公开，", width) == stock_divide_line("公开，", width)


def test_invalid_bytes_become_a_replacement_character() -> None:
    """不是 UTF-8 的字节换成“\ufffd”，不报错。"""
    decoder = upstream.lenient_decoder("utf-8")()

    assert decoder.decode("公".encode() + b"\xbc\xfe1") == "公\ufffd\ufffd1"


@pytest.mark.parametrize(
    ("value", "position", "column"),
    [("", 0, 0), ("公开", 2, 4), ("公开", 1, 2), ("公" * 30, 30, 13)],
)
def test_the_cursor_stands_on_the_caret_of_an_input(value: str, position: int, column: int) -> None:
    """终端光标正好在输入光标上，输入框滚动以后也一样。"""

    async def run() -> int:
        app = Caret()
        async with app.run_test() as pilot:
            field = app.query_one(Input)
            field.value = value
            field.cursor_position = position
            await pilot.pause()
            return app.cursor_position.x - field.content_region.x

    assert asyncio.run(run()) == column


def test_the_cursor_follows_when_something_above_grows() -> None:
    """上面的内容变高，光标跟着下移。"""

    async def run() -> int:
        app = Caret()
        async with app.run_test() as pilot:
            before = app.cursor_position.y
            app.query_one("#above", Static).update("一行\n两行\n三行")
            await pilot.pause()
            return app.cursor_position.y - before

    assert asyncio.run(run()) == 2


def test_the_cursor_follows_when_its_parent_scrolls() -> None:
    """外层滚动，光标跟着走。"""

    class Scrolled(upstream.LiveCursor[None]):
        def compose(self) -> ComposeResult:
            with VerticalScroll(can_focus=False):
                yield Input()
                yield Static("\n" * 60)

    async def run() -> int:
        app = Scrolled()
        async with app.run_test() as pilot:
            app.query_one(VerticalScroll).scroll_to(y=1, animate=False)
            await pilot.pause()
            return app.cursor_position.y

    assert asyncio.run(run()) == 0


def test_without_a_text_widget_the_cursor_stays_where_it_was_put() -> None:
    """没有输入框时，光标停在上次的位置。"""

    class Bare(upstream.LiveCursor[None]):
        pass

    async def run() -> Offset:
        app = Bare()
        async with app.run_test():
            app.cursor_position = Offset(3, 4)
            return app.cursor_position

    assert asyncio.run(run()) == Offset(3, 4)


def test_the_notice_after_an_error_names_what_to_do() -> None:
    """出错说明：存上没有，怎么接着填。"""
    assert "重新打开就能接着填" in crash.notice(None, saved=True)
    assert "重新打开后请核对" in crash.notice(None, saved=False)


def test_an_already_rendered_error_leaves_with_a_notice() -> None:
    """输入线程出的错，也只显示中文说明。"""
    saved = []

    class Panicking(upstream.RobustExit[None]):
        def save_now(self) -> None:
            saved.append("saved")

    async def run() -> list[str]:
        app = Panicking()
        async with app.run_test():
            app.panic("English words")
            console = Console(width=80)
            with console.capture() as capture:
                console.print(*app._exit_renderables)
            return capture.get().split()

    shown = asyncio.run(run())

    assert saved == ["saved"]
    assert shown == ["程序出了意外，已经退出。", "已填的内容都保存好了，重新打开就能接着填。"]


def fail(text: str) -> None:
    """Raise an error with a cause, both quoting a text."""
    try:
        int(text)
    except ValueError as error:
        raise LookupError(text) from error


def test_a_record_of_a_crash_quotes_nothing() -> None:
    """Which errors, and on which lines; not what they say, which may be what a clerk typed."""
    typed = "十二件"
    with pytest.raises(LookupError, match=typed) as raised:
        fail(typed)
    record = crash.plain_traceback(raised.value)

    assert typed not in record
    assert record.index("builtins.ValueError") < record.index("builtins.LookupError")
    assert "int(text)" in record


def test_a_screen_gives_the_lines_it_has_painted() -> None:
    """跳转模式要拿到屏上的每一行：行数、列数、文字都和屏幕一样。"""

    class Plain(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("第一行")

    app = Plain()

    async def run() -> list[str]:
        async with app.run_test(size=(20, 5)) as pilot:
            await pilot.pause()
            return [strip.text.rstrip() for strip in upstream.painted(app.screen)]

    assert ["第一行", "", "", "", ""] == asyncio.run(run())


def test_what_a_widget_painted_goes_with_it() -> None:
    """Textual 把画过的行留在一个按对象存的缓存里；打了补丁，控件没了，行也没了，颜色不变。"""
    stock = inspect.getattr_static(StylesCache, "get_inner_outer")
    upstream.install()
    cache = StylesCache()
    base, front = Color(10, 20, 30), Color(200, 100, 50, 0.5)
    colours = cache.get_inner_outer(base, front)

    assert (Style(background=base + front), Style(background=base)) == colours
    assert not hasattr(cache.get_inner_outer, "cache_info")
    assert hasattr(stock, "cache_info") or stock is upstream._inner_outer
    seen = weakref.ref(cache)
    del cache
    gc.collect()
    assert seen() is None


class Lines(Static):
    """Words that note which of their lines are asked for."""

    def __init__(self, words: str, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(words, id=id)
        self.asked: list[tuple[str | None, int, int]] = []

    def render_lines(self, crop: Region) -> list[Strip]:
        """Note the first line and how many."""
        self.asked.append((self.id, crop.y, crop.height))
        return super().render_lines(crop)


class Layered(App[None]):
    """Words side by side, scrolled, and a box that lies over a part of them."""

    CSS = """
    Screen { layers: below above; }
    Horizontal { height: 8; }
    Lines { width: 1fr; height: 20; }
    #over { layer: above; offset: 6 2; width: 9; height: 3; border: solid red; }
    """

    def compose(self) -> ComposeResult:
        """Left and right, and what lies over both."""
        upstream.install()
        with Horizontal():
            for side in ("left", "right"):
                with VerticalScroll():
                    yield Lines("\n".join(f"{side} 第{n}行" for n in range(20)), side)
        yield Static("盖住", id="over")


def test_one_changed_line_asks_for_no_other() -> None:
    """一行变了，只向画着它的控件要这一行；Textual 向所有控件要全部的行。"""
    assert "self._get_renders(crop)" in inspect.getsource(Compositor._render_chops)

    async def run() -> list[tuple[str | None, int, int]]:
        app = Layered()
        async with app.run_test(size=(40, 12)) as pilot:
            await pilot.pause()
            lines = list(app.query(Lines))
            for one in lines:
                one.asked.clear()
            lines[0].refresh(Region(0, 1, 3, 1))
            await pilot.pause()
            return [asked for one in lines for asked in one.asked]

    assert [("left", 1, 1)] == asyncio.run(run())


def test_a_part_is_painted_as_the_whole_screen_has_it() -> None:
    """重画任何一小块，画出来的字和整屏画时那里的字一样，盖住的、滚走的也一样。"""

    async def run() -> list[tuple[Region, str, str]]:
        app = Layered()
        wrong = []
        async with app.run_test(size=(40, 12)) as pilot:
            for scroll in app.query(VerticalScroll):
                scroll.scroll_to(y=5, animate=False)
            await pilot.pause()
            whole = upstream.painted(app.screen)
            compositor = app.screen._compositor
            for x, y, width in product(range(0, 40, 3), range(12), (1, 4, 17)):
                part = Region(x, y, width, 2).intersection(app.screen.region)
                compositor._dirty_regions = {part}
                update = compositor.render_partial_update()
                assert update is not None
                for line, start, end in update.spans:
                    shown = painted_between(update, line, start, end)
                    right = whole[line].crop(start, end).text
                    if shown != right:
                        wrong.append((part, shown, right))
        return wrong

    assert [] == asyncio.run(run())


def painted_between(update: ChopsUpdate, line: int, start: int, end: int) -> str:
    """The text that an update holds for a stretch of a line."""
    pieces = zip(update.chops[line].items(), update.chop_ends[line], strict=True)
    return "".join(
        strip.crop(max(start, at) - at, min(end, behind) - at).text
        for (at, strip), behind in pieces
        if strip is not None and at < end and behind > start
    )


def test_an_editor_that_is_gone_is_forgotten() -> None:
    """多行输入跟着主题变；关掉以后，程序不再留着它。"""

    async def run() -> list[object]:
        app = App[None]()
        async with app.run_test() as pilot:
            await app.mount(Editor(id="editor"))
            assert any(isinstance(one, Editor) for one in followers(app))
            await app.query_one(Editor).remove()
            await pilot.pause()
            return [one for one in followers(app) if isinstance(one, Editor)]

    def followers(app: App[None]) -> list[object]:
        watchers = vars(app)["__watchers"]
        return [widget for one in watchers.values() for widget, _ in one]

    assert [] == asyncio.run(run())
