"""A pseudo-terminal that answers where its cursor stands."""

import re
from pathlib import Path

from rich.cells import cell_len

from tests.terminal.ptys import Terminal

QUESTION = re.compile(rb"\r([^\r\x1b]+)\x1b\[6n")


class Answering(Terminal):
    """Draws ambiguous characters `wide` cells wide; with 0 it never answers."""

    def __init__(self, script: Path, *, wide: int, environment: dict[str, str]) -> None:
        self._wide = wide
        self._answered = 0
        super().__init__(script, environment=environment)

    def heard(self) -> None:
        """Answer every question that has come since."""
        questions = QUESTION.findall(self.output)
        for sample in questions[self._answered :]:
            width = 2 if cell_len(sample.decode()) == 2 else self._wide
            if self._wide:
                self.write(f"\x1b[1;{width + 1}R".encode())
        self._answered = len(questions)
