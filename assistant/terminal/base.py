"""The app base class: everything that holds for any screen of a Chinese terminal app."""

import os
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Final

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.geometry import Size
from textual.notifications import SeverityLevel
from textual.screen import Screen

from assistant.terminal import settings, themes, upstream
from assistant.terminal.rest import TidiesAtRest
from assistant.terminal.typing_order import InOrder

READ: Final = 1.0
"""Seconds that somebody takes to read what is said in passing."""

SMALLEST: Final = Size(60, 15)


def _commands() -> type[Provider]:
    """What the palette offers; imported when it is opened."""
    from assistant.terminal.palette import Commands

    return Commands


class BaseApp(
    TidiesAtRest[None], InOrder[None], upstream.RobustExit[None], upstream.LiveCursor[None]
):
    """Chinese commands, a safe way out, the caret where the input method looks for it.

    A subclass overrides `save_now`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "退出", show=False, priority=True),
        Binding("ctrl+p", "command_palette", "命令", show=False, priority=True),
        Binding("ctrl+c", "help_quit", "怎样退出", show=False, system=True),
    ]

    terminal_cursor_shown = False
    """Whether the terminal's own cursor is shown while a text widget has the focus."""

    COMMANDS = {_commands}  # noqa: RUF012 - a class variable of App

    def __init__(self, **options: Any) -> None:
        upstream.install()
        # Where there are no colours, Textual must not turn those of a theme into shades of grey.
        plain = themes.is_plain_terminal()
        super().__init__(ansi_color=True if plain else None, **options)
        self._read_at = self._warned_until = 0.0
        """When the last information was read, or 0 when none is shown; until when a warning is shown."""
        self._guard: Screen[None] | None = None
        """What stands over everything while the window is too small."""
        self.animation_level = "none"
        self._settings = settings.read()
        for look in themes.LOOKS:
            self.register_theme(look.theme)
        chosen = None if plain else themes.named(self._settings.theme)
        upstream.begin_in(self, (chosen or themes.usual()).theme)
        self.terminal_cursor_shown = self._settings.terminal_cursor

    # Saying

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something for a while; names of files and words of reports are words, never markup.

        What is only information goes with the next key once it was read: it lies over the screen worked on.
        """
        now = time.monotonic()
        if severity == "information":
            self._read_at = now + READ
        else:
            self._warned_until = now + (timeout or self.NOTIFICATION_TIMEOUT)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    async def on_event(self, event: events.Event) -> None:
        """Take away what was said before the hands go on."""
        if isinstance(event, events.Key | events.Paste) and self._read_at:
            now = time.monotonic()
            if now > max(self._read_at, self._warned_until):
                self._read_at = 0.0
                self.clear_notifications()
        await super().on_event(event)

    # Leaving

    async def action_quit(self) -> None:
        """Leave; every way out saves first (`RobustExit`)."""
        self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C does not end the program; say what does."""
        self.notify("按 Ctrl+Q 退出，内容会先保存。", title="要退出吗？")

    # Commands

    def action_command_palette(self) -> None:
        """Open the command palette in Chinese."""
        if self.use_command_palette and not isinstance(self.screen, CommandPalette):
            from assistant.terminal.palette import ChineseCommandPalette

            self.push_screen(
                ChineseCommandPalette(
                    placeholder="打字找命令，例：退出　　↑↓选　回车执行　Esc关闭",
                    id="--command-palette",
                )
            )

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The commands that every screen has."""
        yield SystemCommand("退出", "保存并退出", self.action_quit)
        for look in () if themes.is_plain_terminal() else themes.LOOKS:
            if look.theme.name != self.theme:
                yield SystemCommand(look.label, look.about, partial(self.choose_look, look))
        if self.terminal_cursor_shown:
            yield SystemCommand("隐藏终端光标", "恢复默认", lambda: self.set_terminal_cursor(False))
        else:
            yield SystemCommand(
                "显示终端光标",
                "输入法候选框位置不对时试试",
                lambda: self.set_terminal_cursor(True),
            )

    def choose_look(self, look: themes.Look) -> None:
        """Change the colours, now and for the next time."""
        self.theme = look.theme.name
        self.remember(theme=look.theme.name)

    def remember(self, **choices: Any) -> None:
        """Keep choices about the screen for the next time; when that fails say so."""
        self._settings = replace(self._settings, **choices)
        said = settings.write(self._settings)
        if said:
            self.notify(said, severity="warning")

    # The caret

    def set_terminal_cursor(self, shown: bool) -> None:
        """Choose whether the terminal's own cursor is shown in text widgets."""
        self.terminal_cursor_shown = shown
        self.remember(terminal_cursor=shown)
        self.show_terminal_cursor(shown and self._types_text(self.focused))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Stop the caret of the newly focused widget from blinking.

        Blinking repaints the line while an input method composes, and its window jumps.
        """
        if getattr(event.widget, "cursor_blink", False):
            event.widget.cursor_blink = False  # type: ignore[attr-defined]
        if self.terminal_cursor_shown:
            self.show_terminal_cursor(self._types_text(event.widget))

    @staticmethod
    def _types_text(widget: object) -> bool:
        return hasattr(widget, "cursor_screen_offset")

    # Size

    def on_resize(self, event: events.Resize) -> None:
        """Look at the new size once the screens know it."""
        self.call_later(self._guard_size)

    def _guard_size(self) -> None:
        small = self.size.width < SMALLEST.width or self.size.height < SMALLEST.height
        guarded = self.screen is self._guard
        if small and not guarded:
            from assistant.terminal.screens.too_small import TooSmall

            self._guard = TooSmall(SMALLEST)
            self.push_screen(self._guard)
        elif guarded and not small:
            self.pop_screen()


def launch(app: App[Any]) -> int:
    """Run the app; the exit code of the program."""
    app.run()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            # The terminal is gone; what is left to print must not change the exit code.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return app.return_code or 0
