"""The command palette: commands by their Chinese names or the Pinyin initials of them."""

from __future__ import annotations

from textual.app import SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content


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
