"""What an app has painted, as lines of text.

The compositor's strips are private to Textual; this is the one place that looks at them.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.pilot import Pilot

SMALL = (80, 24)
LARGE = (120, 40)


def painted(app: App[Any]) -> list[str]:
    """The lines of the screen without the spaces at their ends."""
    strips = app.screen._compositor.render_strips()
    return [strip.text.rstrip() for strip in strips]


def play(
    app: App[Any],
    steps: Callable[[Pilot[Any]], Awaitable[None]],
    size: tuple[int, int] = SMALL,
) -> list[str]:
    """Run an app through some steps; the screen at the end of them."""

    async def run() -> list[str]:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(pilot)
            await pilot.pause()
            return painted(app)

    return asyncio.run(run())


def press(app: App[Any], *keys: str, size: tuple[int, int] = SMALL) -> list[str]:
    """Press keys one after the other; the screen after the last of them."""

    async def steps(pilot: Pilot[Any]) -> None:
        for key in keys:
            await pilot.press(key)

    return play(app, steps, size)


def block(lines: list[str]) -> str:
    """A screen without the blank lines at its end, to compare with a literal."""
    return "\n".join(lines).rstrip("\n")
