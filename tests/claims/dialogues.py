"""Reads `dialogues/*.txt`: what somebody types one after the other, and the cells that stand at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.claims import Reason
from assistant.claims.session import Session
from assistant.forms import Form
from assistant.forms.shown import shown
from assistant.report import Number, Report
from tests.claims.utterances import cells

FOLDER = Path(__file__).parent / "dialogues"


@dataclass(frozen=True)
class Dialogue:
    """Some turns about a table, and what they mean together."""

    file: str
    line: int
    form: str
    focus: str
    known: Mapping[str, Number]
    turns: tuple[str, ...]
    cells: Mapping[str, Number]
    whole: bool
    """Whether every cell of the table stands at the end, those not named being 0."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.form}"


def dialogues(forms: Mapping[str, Form]) -> Iterator[Dialogue]:
    """Yield every dialogue, once for each form it is for.

    A dialogue is its turns, a line each (`> 收了3件`), then `⇒` and the cells; `满` among them: the whole table.
    """
    for path in sorted(FOLDER.glob("*.txt")):
        table, only, known = "", "", ""
        turns: list[str] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            key, _, said = line.partition("：")
            if key in ("表", "格式", "已填") and not line.startswith(">"):
                table = said if key == "表" else table
                only = said if key == "格式" else only
                known = said if key == "已填" else known
            elif line.startswith("> "):
                turns.append(line.removeprefix("> "))
            elif line.startswith("⇒"):
                meant = line.removeprefix("⇒").split()
                for form in (only,) if only else tuple(forms):
                    at_end = dict(
                        cells(" ".join(m for m in meant if m != "满"), table, forms[form])
                    )
                    before = dict(cells(known, table, forms[form]))
                    yield Dialogue(
                        path.name, number, form, table, before, tuple(turns), at_end, "满" in meant
                    )  # fmt: skip
                turns = []


@dataclass(frozen=True)
class Verdict:
    """How a dialogue went."""

    dialogue: Dialogue
    offered: tuple[Mapping[str, Number], ...]
    """What each turn would fill."""

    asked: tuple[tuple[str, ...], ...]
    wrong: Mapping[str, Number]
    """Cells that stand otherwise at the end than they should."""

    silent: tuple[str, ...]
    """Cells a turn offered wrongly without a question."""

    @property
    def right(self) -> bool:
        """Whether it ended as it should and nothing wrong was offered without a question."""
        return not self.wrong and not self.silent


def play(dialogue: Dialogue, form: Form) -> Verdict:
    """Type every turn and press Enter after each."""
    session = Session(form, Report(dict(dialogue.known)))
    focus = dialogue.focus
    due = _at_the_end(dialogue, form)
    offered: list[Mapping[str, Number]] = []
    asked: list[tuple[str, ...]] = []
    silent: list[str] = []
    for turn in dialogue.turns:
        answer = session.hear(turn, focus)
        heard = answer.filling
        focus = heard.focus or focus
        said = {**heard.implied, **heard.fills}
        doubts = tuple(q.message for q in heard.ask if q.reason is not Reason.INCOMPLETE)
        off = [n for n, v in said.items() if due.get(n, v) != v]
        if off and not doubts and not _taken_back(dialogue.turns[len(offered) + 1 :]):
            silent += off
        offered.append(heard.fills)
        asked.append(doubts)
        session = session.after(answer)
    stands = shown(form, session.report)
    wrong = {
        name: stands.get(name, -1)
        for name, value in dialogue.cells.items()
        if stands.get(name) != value
    }
    if dialogue.whole:
        for name, cell in form.fields.items():
            if (
                cell.table == dialogue.focus
                and not cell.total
                and name not in dialogue.cells
                and stands.get(name) != 0
            ):
                wrong[name] = stands.get(name, -1)
    return Verdict(dialogue, tuple(offered), tuple(asked), wrong, tuple(dict.fromkeys(silent)))


def _taken_back(later: tuple[str, ...]) -> bool:
    """Say whether a later turn corrects what was said."""
    return any(word in turn for turn in later for word in ("不对", "更正", "说错"))


def _at_the_end(dialogue: Dialogue, form: Form) -> Mapping[str, Number]:
    """Return what the cells should hold at the end, totals too; those the dialogue leaves open are absent."""
    empty = [
        name
        for name, cell in form.fields.items()
        if dialogue.whole and cell.table == dialogue.focus and not cell.total
    ]
    return shown(form, Report({**dict.fromkeys(empty, 0), **dialogue.cells}))
