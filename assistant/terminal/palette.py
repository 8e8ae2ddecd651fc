"""The command palette: commands by their Chinese names or the Pinyin initials of them."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual.app import SystemCommand
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets.option_list import Option


class Commands(Provider):
    """Offers the commands of the app that suit the screen."""

    async def discover(self) -> Hits:
        """Offer every command, in the order of the app."""
        for command in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(
                command.title, command.callback, text=command.title, help=command.help
            )

    async def search(self, query: str) -> Hits:
        """Offer the commands that are called so, or do something that is called so."""
        wanted = query.strip().lower()
        for command in self.app.get_system_commands(self.screen):
            score = _score(wanted, command)
            if score:
                shown = _marked(command.title, wanted)
                yield Hit(score, shown, command.callback, text=command.title, help=command.help)


def _score(wanted: str, command: SystemCommand) -> float:
    """How well a command answers a query: its name before its explanation, beginnings before middles."""
    from assistant.initials import initials, matches

    title = command.title.lower()
    if title.startswith(wanted) or initials(title).startswith(wanted):
        return 1.0
    if matches(wanted, title):
        return 0.8
    return 0.5 if matches(wanted, command.help) else 0.0


def _marked(title: str, wanted: str) -> Content:
    """The name with what was typed underlined, as far as it was typed as it stands."""
    at = title.lower().find(wanted)
    plain = Content(title)
    return plain if at < 0 else plain.stylize("underline", at, at + len(wanted))


class ChineseCommandPalette(CommandPalette):
    """The command palette without its one hard-coded English sentence."""

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(
            self._NO_MATCHES_COUNTDOWN, partial(self._show_no_matches, search_value)
        )

    def _show_no_matches(self, search_value: str) -> None:
        if search_value:
            sentence = Text("没有这样的命令", style="not bold", justify="center")
            option = Option(sentence, disabled=True, id=self._NO_MATCHES)
            self.query_one(CommandList).add_option(option)
        self._list_visible = bool(search_value)
