"""What a report is measured by besides the form: what the program knows, and what an office settles for itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.checks.knowledge import Knowledge
from assistant.finding import Level
from assistant.organs import Organs

if TYPE_CHECKING:
    from assistant.phrases.phrase import Phrase


@dataclass(frozen=True)
class Setting:
    """An office's own level for a rule, and why."""

    level: Level
    reason: str


@dataclass(frozen=True)
class Standards:
    """What a run is given beside the report."""

    knowledge: Knowledge | None = None
    """Meetings, laws and words; without them the rules that need them are not assessed."""

    organs: Organs = field(default_factory=Organs)
    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))
    """An office's own levels, by code."""

    phrases: Callable[[], Mapping[str, Phrase]] = dict
    """The phrases by 编号, asked for only when a report has taken one."""


BARE = Standards()
"""Nothing but the form."""
