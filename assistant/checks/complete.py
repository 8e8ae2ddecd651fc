"""Rules about what is not there yet."""

from assistant.checks.base import Check

ALL: tuple[type[Check], ...] = ()
