"""Every place where we reach into Textual's private parts, each with the fault it cures.

Textual is pinned exactly; for each patch a test fails when a new version moves what it touches.
`install` changes module globals and may be called any number of times; the mixins are for the app.
"""

import asyncio
import codecs
import functools
import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import textual.content
from rich._wrap import divide_line as stock_divide_line
from rich.console import Console, RenderableType
from rich.text import Text
from textual._compositor import Compositor
from textual._styles_cache import StylesCache
from textual.app import App
from textual.color import Color
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Input

from assistant import crash
from assistant.terminal import kinsoku

Result = TypeVar("Result")

NARROWEST_BREAKABLE: Final = 4
"""Below this width Chinese line breaking has no room for a character and its punctuation."""

SECONDS_TO_LEAVE: Final = 2.0
SECONDS_BETWEEN_LOOKS: Final = 2.0
HUNG_UP: Final = 129
"""Exit code after the terminal went away: 128 + SIGHUP."""


def install() -> None:
    """Put the patches of module globals in place."""
    break_lines_for_chinese()
    survive_invalid_bytes()
    write_utf8()
    let_go_of_painted_lines()
    paint_what_changed()


# Line breaking: Textual knows words between spaces only, and folds everything else by cell.


def break_lines_for_chinese() -> None:
    """Let labels and options keep 避头尾 and whole numbers."""
    textual.content.divide_line = divide_line  # type: ignore[attr-defined]


def break_text_areas_for_chinese() -> None:
    """Let text areas do so; for the first of them, as nothing of theirs is loaded before."""
    import textual.document._wrapped_document as wrapped_document

    wrapped_document.compute_wrap_offsets = wrap_offsets  # type: ignore[attr-defined]


def divide_line(text: str, width: int, fold: bool = True) -> list[int]:
    """Break a line of a label; spaces at the end of a line hang outside."""
    if text.isascii() or width < NARROWEST_BREAKABLE or not fold:
        return stock_divide_line(text, width, fold)
    return kinsoku.break_offsets(text, width)


def wrap_offsets(
    text: str,
    width: int,
    tab_size: int,
    fold: bool = True,
    precomputed_tab_sections: list[tuple[str, int]] | None = None,
) -> list[int]:
    """Break a line of a text area; spaces count, the caret has to stand on them."""
    if text.isascii() or width < NARROWEST_BREAKABLE or not fold or "\t" in text:
        from textual._wrap import compute_wrap_offsets as stock_wrap_offsets

        return stock_wrap_offsets(text, width, tab_size, fold, precomputed_tab_sections)
    return kinsoku.break_offsets(text, width, spaces_hang=False)


# Bytes: one that is no UTF-8 ends Textual's input thread, and with it the program.


def survive_invalid_bytes() -> None:
    """Show bytes that are no UTF-8 as a replacement character instead of dying of them."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver  # termios exists on POSIX only

    linux_driver.getincrementaldecoder = lenient_decoder  # type: ignore[attr-defined,assignment]


def lenient_decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    """A decoder factory like `codecs.getincrementaldecoder`, of decoders that never refuse."""
    return functools.partial(codecs.getincrementaldecoder(encoding), errors="replace")


def write_utf8() -> None:
    """Write UTF-8 to the terminal whatever the locale says: the drivers use these streams."""
    for stream in (sys.__stderr__, sys.__stdout__):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def painted(screen: Screen[Any]) -> list[Strip]:
    """Return the lines of a screen as they stand on the terminal; Textual keeps them to itself."""
    return screen._compositor.render_strips()  # noqa: SLF001 - there is no other way to them


# Memory: what Textual keeps of widgets that are gone.


def let_go_of_painted_lines() -> None:
    """Cache two colours by the colours alone; by the cache it sits in too, a thousand of those outlive their widgets.

    Each of them holds the lines its widget has painted.
    """
    StylesCache.get_inner_outer = _inner_outer  # type: ignore[method-assign,assignment]


def _inner_outer(_cache: StylesCache, base: Color, background: Color) -> tuple[Style, Style]:
    return _colours_of(base, background)


@functools.lru_cache(1024)
def _colours_of(base: Color, background: Color) -> tuple[Style, Style]:
    return Style(background=base + background), Style(background=base)


def unwatch(app: App[Any], widget: Widget) -> None:
    """Let an app forget a widget that follows it; Textual does when what is followed changes, a theme never."""
    for watchers in getattr(app, "__watchers", {}).values():
        watchers[:] = [one for one in watchers if one[0] is not widget]


# Painting: for one changed cell Textual goes through every line of all widgets that could reach it.


def paint_what_changed() -> None:
    """Ask widgets for the lines that are painted anew, and those widgets only that stand there."""
    Compositor._get_renders = _renders  # type: ignore[method-assign,assignment]  # noqa: SLF001 - no other way in


def _renders(
    compositor: Compositor, crop: Region | None = None
) -> Iterator[tuple[Region, Region, list[Strip]]]:
    """Yield the widgets seen in a region, front to back: place, the part seen in its lines, what they paint there."""
    changed = compositor.size.region if crop is None else crop
    for widget, (region, clip) in compositor.visible_widgets.items():
        seen = region.intersection(clip)
        if seen.overlaps(changed):
            lines = seen.intersection(Region(seen.x, changed.y, seen.width, changed.height))
            yield region, lines, widget.render_lines(lines.translate(-region.offset))
        if seen.contains_region(changed):
            return


# Starting: what Textual does twice before anything is seen.


def begin_in(app: App[Any], theme: Theme) -> None:
    """Give an app its colours before it runs; set the usual way, they make it read its style sheets a second time."""
    app.set_reactive(App.theme, theme.name)
    app.stylesheet.set_variables(app.get_css_variables())
    classes = {
        f"-theme-{theme.name}": True,
        "-dark-mode": theme.dark,
        "-light-mode": not theme.dark,
    }
    app.update_classes(classes, update=False)
    app._refresh_truecolor_filter(app.ansi_theme)  # noqa: SLF001 - only the watcher of the theme calls it


def fit_beforehand(screen: Screen[Any]) -> None:
    """Give a screen the classes of its width before it is laid out; Textual lays it out without them first."""
    breakpoints = screen.app.HORIZONTAL_BREAKPOINTS or []
    classes = screen._get_breakpoint_classes(screen.app.size.width, breakpoints)  # noqa: SLF001 - one rule for both
    screen.update_classes({name: name in classes for _, name in breakpoints}, update=False)


def make_replaceable(first: Screen[Any], app: App[Any]) -> None:
    """Let the screen an app begins with be switched for another: Textual gives it no callback to take off again."""
    first._push_result_callback(app, None)  # noqa: SLF001 - what `push_screen` does for every other screen


class LiveCursor(App[Result]):
    """Asks the focused widget for the caret whenever the screen is painted.

    The candidate window of an input method stands at the terminal's cursor.  Textual puts that
    where a widget last announced its caret, which is stale after scrolling and layout, and one
    column too far right at the end of an input.
    """

    _announced = Offset(0, 0)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor belongs."""
        focused = self.focused
        caret = getattr(focused, "cursor_screen_offset", None)
        if focused is None or not isinstance(caret, Offset):
            return self._announced
        if isinstance(focused, Input) and focused.cursor_at_end:
            caret -= Offset(1, 0)
        # A text set by the program is not scrolled to its caret before the first key.
        x, y, width, height = focused.content_region
        return (caret - Offset(x, y)).clamp(max(width, 1), max(height, 1)) + Offset(x, y)

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._announced = position

    def show_terminal_cursor(self, shown: bool) -> None:
        """Show or hide the terminal's own cursor; some terminals place candidates at a shown one only."""
        if self._driver is not None and not self.is_headless:
            self._driver.write("\x1b[?25h" if shown else "\x1b[?25l")
            self._driver.flush()


class RobustExit(App[Result]):
    """Saves first, whichever way the program ends, and leaves a usable terminal behind.

    Textual handles no signals, spins when the terminal is gone, and prints local variables (the
    text of the draft) after an error.
    """

    _notice_given = False
    _parent_process: int | None = None

    def save_now(self) -> None:
        """Save everything not yet saved, at once; called before anything else on every exit."""

    @property
    def crash_file(self) -> Path:
        """Where the record of an unexpected error goes."""
        return crash.record_file()

    def _on_mount(self) -> None:
        if self.is_headless or sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self.leave_on_signal, int(number))
        if self.is_web:
            self._parent_process = os.getppid()
            self.set_interval(SECONDS_BETWEEN_LOOKS, self._look_for_server)
        elif sys.__stdin__ is not None and sys.__stdin__.isatty():
            self.set_interval(SECONDS_BETWEEN_LOOKS, self._look_for_terminal)

    async def _on_exit_app(self) -> None:
        """Save, also when it is the web server that asks the program to leave; Textual's own handler follows."""
        self._save_before_leaving()

    def leave_on_signal(self, number: int) -> None:
        """Save, then leave politely, then leave anyway: a dead terminal can block the polite way."""
        self._save_before_leaving()
        last_resort = threading.Timer(SECONDS_TO_LEAVE, os._exit, (128 + number,))
        last_resort.daemon = True
        last_resort.start()
        self.exit(return_code=128 + number)

    def _look_for_terminal(self) -> None:
        """Leave when the terminal is gone without a hang-up signal (nohup, a lost ssh connection)."""
        import termios  # POSIX only

        try:
            termios.tcgetattr(0 if sys.__stdin__ is None else sys.__stdin__.fileno())
        except termios.error:
            self._save_before_leaving()
            os._exit(HUNG_UP)

    def _look_for_server(self) -> None:
        """Leave when the web server that started this process is gone."""
        if os.getppid() != self._parent_process:
            self.leave_on_signal(signal.SIGHUP)

    def _save_before_leaving(self) -> bool:
        """Save; an error on the way is recorded and must not keep the program from leaving."""
        try:
            self.save_now()
        except Exception:  # noqa: BLE001 - whatever it is, leaving goes on
            self._record(traceback.format_exc())
            return False
        return True

    def _fatal_error(self) -> None:
        """Leave after an unhandled exception; called by Textual."""
        error = sys.exc_info()[1] or self._exception
        self._leave_after("" if error is None else crash.plain_traceback(error))

    def panic(self, *renderables: RenderableType) -> None:
        """Leave after an error that Textual has already rendered."""
        rendered = io.StringIO()
        console = Console(file=rendered, width=120)
        for renderable in renderables:
            if isinstance(renderable, BaseException):
                rendered.write(crash.plain_traceback(renderable))
            else:
                console.print(renderable)
        self._leave_after(rendered.getvalue())

    def _leave_after(self, record: str) -> None:
        saved = self._save_before_leaving()
        recorded = self._record(record)
        if not self._notice_given:
            self._notice_given = True
            self._exit_renderables[:] = [Text(crash.notice(recorded, saved=saved))]
        self._close_messages_no_wait()

    def _record(self, text: str) -> Path | None:
        """Append to the crash file; None where it cannot be written, or in tests."""
        if self.is_headless:
            return None
        return crash.record(self.crash_file, text)
