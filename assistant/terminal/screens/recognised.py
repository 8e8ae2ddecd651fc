"""What the organ's name tells, to be confirmed at once in a fresh draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from assistant.interview.script import Question
from assistant.interview.session import Default
from assistant.terminal.screens.asking import Confirm

ASKED = "按单位名称，认出了这几项，都对吗？"
USUAL = "名称里看不出，先按一般的来："

Found = Sequence[tuple[Question, Default]]


class Recognised(Confirm):
    """The answers that the name suggests; what it says nothing of, and only is so with most organs, stands apart."""

    def __init__(self, found: Found) -> None:
        self.answers = {question.fills: offered.value for question, offered in found}
        super().__init__("\n".join(_lines(found)), yes="都对", no="有不对的，一题一题来")


def _lines(found: Found) -> Iterator[str]:
    width = max(cell_len(question.fills) for question, _ in found) + 2
    for usual, title in ((False, f"{ASKED}\n"), (True, f"\n{USUAL}")):
        told = [
            f"{set_cell_size(question.fills, width)}{offered.shown}"
            for question, offered in found
            if offered.usual is usual
        ]
        if told:
            yield from (title, *told)
