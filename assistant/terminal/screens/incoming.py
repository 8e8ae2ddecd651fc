"""A file from elsewhere beside the draft: what it offers, what stands in it, what is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from assistant.desk import Incoming, Note, NotUnderstood, Offer, State, Use
from assistant.problem import AssistantError
from assistant.report import Value
from assistant.terminal.screens.asking import AskLine, Confirm
from assistant.terminal.screens.listing import Line, ReadingScreen

_TAKEN, _LEFT, _OPEN = "✓", "－", "？"
_UNREAD = "没有读到"
_FIRST_NOTES = ("文件", "归不了类", "没有读入")
"""Kinds of notes that stand before what can be taken; the others come last."""

_MOST_NOTES = 200
_MOST_ROWS = 100
"""Rows of a register shown in full; of the others the numbers are named."""

_HELP = {
    Use.LAST_YEAR: "这是上年的年报。用上的数放在草稿旁边对照，结转的数据此核对，不会写进今年的格子。",
    Use.THIS_YEAR: "这是今年的年报。用上的数和文字填进今年的格子。",
    Use.REGISTER: "这是台账汇总出来的数。选中一格，下面（或右边）列出它是台账的哪几行。",
    Use.REPLY: "这是别的科室填回来的征集表。",
}


class IncomingScreen(ReadingScreen):
    """Every answer a file offers, those to look at first; beside it the words of the file."""

    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("回车", "用／不用"),
        ("F2", "改"),
        ("F8", "写进草稿"),
        ("PgDn", "往下看"),
        ("Esc", "不要了"),
    )
    COMMON: ClassVar[Sequence[str]] = ("help",)
    where = "导入"
    PROMPT = "打字缩小范围：拿不准、台账的行、格子的名称"
    EMPTY = "文件里没有可以用的。"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "correct", "改", show=False),
        Binding("f8", "take", "写进草稿", show=False),
        Binding("ctrl+t", "columns", "台账的列", show=False, priority=True),
        Binding("escape", "give_up", "不要了", show=False),
    ]

    def __init__(self, incoming: Incoming, columns: Callable[[], None] | None = None) -> None:
        """`columns` looks at the columns of a register again; nothing else has any."""
        super().__init__()
        self._incoming = incoming
        self._columns = columns
        self._offers = {offer.name: offer for offer in incoming.offers}
        self._taken: dict[str, bool] = {
            offer.name: True for offer in incoming.offers if offer.taken_unasked
        }
        self._decided = False

    def lines(self) -> Sequence[Line]:
        """Notes that concern the whole file, the answers by how they stand, the other notes."""
        self.count(self._tally())
        return [*self._notes(first=True), *self._answers(), *self._notes(first=False)]

    def _tally(self) -> str:
        left = len(self._undecided())
        told = f"用{len(self._chosen())}项　{self._incoming.use}　{self._incoming.about}"
        return f"还有{left}项没有定　{told}" if left else told

    def _answers(self) -> Iterator[Line]:
        for state in State:
            own = [offer for offer in self._incoming.offers if offer.state is state]
            if own:
                heading = f"{state}　{len(own)}项"
                yield Line(str(state), Content.styled(heading, "bold"), heading, heading=True)
            for offer in own:
                now = self._offers[offer.name]
                words = f"{state}{now.title}{now.shown}{now.name}"
                yield Line(offer.name, self._line(now), words, self._about(now))

    def _line(self, offer: Offer) -> Content:
        taken = self._taken.get(offer.name)
        mark = _OPEN if taken is None and offer.state in _WAITING else _TAKEN if taken else _LEFT
        before = f"　（草稿：{_short(offer.before)}）" if offer.state is State.OTHER else ""
        shown = _short(offer.shown) or _UNREAD
        return Content.assemble((mark, "bold"), f" {offer.title}　", (shown, "bold"), before)

    def _about(self, offer: Offer) -> Content:
        """Everything to be said of an answer: the words of the file, why to look, what the draft says, its rows."""
        parts = [Content.assemble((offer.title, "bold"), f"　{offer.shown or _UNREAD}")]
        if offer.doubt:
            parts.append(Content.assemble((f"请核对：{offer.doubt}", "$text-warning")))
        if offer.candidates:
            parts.append(Content(f"可能是：{'、'.join(offer.candidates)}"))
        if offer.seen:
            parts.append(Content.assemble(("原文：", "bold"), offer.seen))
        if offer.before:
            parts.append(Content.assemble(("草稿里：", "bold"), offer.before))
        parts += [Content(line) for line in self._rows(offer.rows)]
        return Content("\n").join(parts)

    def _rows(self, rows: Sequence[int]) -> Iterator[str]:
        from assistant.importing.register import told_case

        counted = self._incoming.counted
        if counted is None:
            return
        for row in rows[:_MOST_ROWS]:
            yield f"第{row}行　{told_case(counted, row)}"
        if len(rows) > _MOST_ROWS:
            yield f"还有{len(rows) - _MOST_ROWS}行：{'、'.join(map(str, rows[_MOST_ROWS:]))}"

    def _notes(self, *, first: bool) -> Iterator[Line]:
        """Notes under their kinds; of a kind with very many, those behind are only counted."""
        kinds: dict[str, list[int]] = {}
        for at, note in enumerate(self._incoming.notes):
            if (note.kind in _FIRST_NOTES) is first:
                kinds.setdefault(note.kind, []).append(at)
        for kind, places in kinds.items():
            heading = f"{kind}　{len(places)}处"
            yield Line(f"｜{kind}", Content.styled(heading, "bold"), heading, heading=True)
            for at in places[:_MOST_NOTES]:
                yield self._note(at, self._incoming.notes[at])
            if len(places) > _MOST_NOTES:
                more = f"  还有{len(places) - _MOST_NOTES}处，用 nianbao register 可以全部列出"
                yield Line(f"｜{kind}以后", Content(more), more, heading=True)

    def _note(self, at: int, note: Note) -> Line:
        row = f"第{note.row}行　" if note.row and not note.message.startswith("第") else ""
        about = [f"{row}{note.message}", *self._rows((note.row,) if note.row else ())]
        return Line(
            f"｜{at}",
            Content(f"  {row}{note.message}"),
            f"{note.kind}{row}{note.message}",
            Content("\n".join(about)),
        )

    # Deciding

    def _chosen(self) -> Mapping[str, Value]:
        return {
            name: offer.value
            for name, offer in self._offers.items()
            if self._taken.get(name) and offer.value is not None
        }

    def _undecided(self) -> Sequence[Offer]:
        return [
            offer
            for offer in self._offers.values()
            if offer.state in _WAITING and offer.name not in self._taken
        ]

    def choose(self, key: str) -> None:
        """Take the answer, or leave it when it was to be taken, and go on to the next."""
        offer = self._offers.get(key)
        if offer is None:
            return
        if offer.value is None:
            self.action_correct()
            return
        self._decide(offer, taken=not self._taken.get(key))

    def _decide(self, offer: Offer, *, taken: bool) -> None:
        self._decided = True
        self._offers[offer.name] = offer
        self._taken[offer.name] = taken
        self._fill()
        self.action_move(1)

    def action_correct(self) -> None:
        """Type what the answer should be."""
        offer = self._offers.get(self.current)
        if offer is not None:
            self._correct(offer, offer.shown or next(iter(offer.candidates), ""))

    def _correct(self, offer: Offer, offered: str, why: str = "") -> None:
        """Ask what an answer should be; when that was not understood, with what was typed and why."""

        def correct(typed: str | None) -> None:
            if not typed or not typed.strip():
                return
            corrected = self.desk.correct(offer, typed.strip(), self._incoming.use)
            if isinstance(corrected, NotUnderstood):
                self._correct(offer, typed, corrected.sentence)
            else:
                self._decide(replace(corrected, state=offer.state), taken=True)

        wrong = f"✗ {why}\n\n" if why else ""
        asked = f"{wrong}{offer.title}应该是多少？\n{offer.seen}"
        self.app.push_screen(AskLine(asked, offered, anew=not why), correct)

    def action_take(self) -> None:
        """Put what was chosen into the draft; what waits for a decision is left after a question."""
        left = len(self._undecided())
        if not self._chosen():
            self.remark("没有选中要用的。用上下键选，按回车选用。")
        elif left:
            sentence = f"还有{left}项没有定，这些先不写。其余{len(self._chosen())}项写进草稿吗？"
            self.app.push_screen(Confirm(sentence), lambda sure: self._take() if sure else None)
        else:
            self._take()

    def _take(self) -> None:
        try:
            said = self.desk.take(self._incoming, self._chosen())
        except AssistantError as error:
            self.notify(error.sentence, title="做不到", severity="error", timeout=15)
            return
        more = "表格里按 Ctrl+K 填上年结转的数。" if self._incoming.use is Use.LAST_YEAR else ""
        self.app.pop_screen()
        self.app.notify(f"{said}{more}按 Ctrl+Z 可以撤销。")

    def action_give_up(self) -> None:
        """Go back; decisions that were made are given up only after a question."""
        if not self._decided:
            self.app.pop_screen()
            return

        def leave(sure: bool | None) -> None:
            if sure:
                self.app.pop_screen()

        self.app.push_screen(Confirm("选好的还没有写进草稿，不要了吗？"), leave)

    def keys(self) -> list[tuple[str, str]]:
        """The keys to show; a register's columns can be looked at again."""
        own = [("Ctrl+T", "台账的列")] if self._columns else []
        *others, out = super().keys()
        return [*others, *own, out]

    def action_columns(self) -> None:
        """Look at the columns of the register again, and count anew."""
        if self._columns is not None:
            self.app.pop_screen()
            self._columns()

    def help_text(self) -> str:
        """What the marks mean."""
        return (
            f"{_HELP[self._incoming.use]}\n\n"
            "- ✓ 要用的，？ 要你定的，－ 不用的。拿不准的、和草稿不一样的，看过原文再定；没有读到的不当作0。\n"
            "- 回车：用，或者不用。F2：改成你打的数。F8：把 ✓ 的写进草稿，算一步，可以撤销。"
        )


_WAITING = (State.DOUBTFUL, State.OTHER)


def _short(words: str) -> str:
    line = words.replace("\n", " ")
    return line if len(line) <= 24 else f"{line[:23]}…"
