"""Reading the wording over: every paragraph with where it came from, what was changed, what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from assistant.desk import Made, Reviewed
from assistant.phrases.difference import Change, Piece
from assistant.terminal.screens.listing import Line, ReadingScreen
from assistant.terminal.screens.wording import WordingScreen
from assistant.terminal.words import LEVEL_MARKS, marked, slotted

if TYPE_CHECKING:
    from assistant.phrases.reuse import Reuse

_SNIPPET = 60
"""Characters of a paragraph in the list; what does not fit the line is cut by the line itself."""

_DIFFERENCE = {
    Change.GONE: ("［－{}］", "strike $text-error"),
    Change.NEW: ("［＋{}］", "underline $text-success"),
}


class ReviewScreen(ReadingScreen):
    """The paragraphs above (or at the left), everything about the chosen one below (or at the right)."""

    KEYS: ClassVar[Sequence[tuple[str, str]]] = (
        ("回车", "看过"),
        ("F2", "修改"),
        ("Ctrl+T", "换说法"),
        ("PgDn", "往下看"),
        ("Esc", "返回"),
    )
    COMMON: ClassVar[Sequence[str]] = ("undo", "help", "findings", "preview")
    where = "措辞"
    PROMPT = "打字缩小范围：改过、待补、上年、没看、话里的字"
    EMPTY = "还没有文字。按 F3 在目录里选一处写文字。"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "edit", "修改", show=False),
        Binding("ctrl+t", "swap", "换说法", show=False, priority=True),
    ]

    def lines(self) -> Sequence[Line]:
        """Every paragraph under its place."""
        self._reviewed = {f"{one.place}|{one.at}": one for one in self.desk.review()}
        self.count(_tally(tuple(self._reviewed.values())))
        return list(self._lines())

    def _lines(self) -> Iterator[Line]:
        place = ""
        for key, one in self._reviewed.items():
            if one.place != place:
                place = one.place
                title = self.desk.place_title(place)
                yield Line(place, Content.styled(title, "bold"), title, heading=True)
            yield Line(
                key,
                _line(one),
                f"{_notes(one)}{'看过' if one.seen else '没看'}{one.text}",
                self._about(one),
            )

    def _about(self, one: Reviewed) -> Content:
        """Return everything to be said of a paragraph, what needs doing first."""
        parts = [
            Content.assemble((_origin(one), "bold"), "\n", _with_slots(one)),
            *_findings(one),
            *([_changed(one.changed)] if one.changed else []),
            *([_repeated(one.reuse)] if one.reuse else []),
            *self._bound(one),
            *_others(one),
        ]
        return Content("\n").join(parts)

    def _bound(self, one: Reviewed) -> Iterator[Content]:
        """Yield which words follow which answer."""
        if told := self.desk.followed(one.text, one.slots):
            yield Content.assemble(("跟着变：", "bold"), told)

    @property
    def _chosen(self) -> Reviewed | None:
        return self._reviewed.get(self.current)

    def choose(self, key: str) -> None:
        """Tick the paragraph as read and go to the next one; once more takes the tick away."""
        one = self._reviewed[key]
        if self.assistant.write(self.desk.seen(one), source="看过") and not one.seen:
            self.action_move(1)

    def action_edit(self) -> None:
        """Change the words; the editor comes back here."""
        if (one := self._chosen) is not None:
            self.app.push_screen(WordingScreen(one.place, edit=one.at))

    def action_swap(self) -> None:
        """Say it in another wording of its family; an edited one gets the offered words back first."""
        one = self._chosen
        if one is None:
            return
        answers = self.desk.swapped(one)
        if answers is None:
            own = one.made is Made.OWN
            self.remark("自己写的段落没有别的说法。" if own else "这一段没有别的说法可换。")
            return
        self.assistant.write(answers, via="语料")

    def help_text(self) -> str:
        """How to read the list."""
        return (
            "报告里的每一段都在这里，看一遍再定稿。\n\n"
            "- 未改：语料原句，数字跟着表格变；改过：在语料上改的，数字不再跟着变；自写：自己写的。\n"
            "- 回车：看过了，没有问题。句子里的数以后变了，要再看一次。\n"
            "- F2：修改。Ctrl+T：换同一意思的另一种说法，改过的先换回语料原句。Ctrl+Z：撤销。\n"
            "- “改动”里 ［－…］ 是删掉的，［＋…］ 是加上的。\n"
            f"- 与上年相似{self.desk.much_reused}%以上的会标出来：数字换了、句子没换也算一样，"
            "编制依据、“没有发生”这类每年都一样的话不算。\n"
            "- 打“改过”“待补”“上年”“有问题”“没看”只看这些段落。"
        )


def _tally(every: Sequence[Reviewed]) -> str:
    made = "、".join(
        f"{kind}{count}" for kind in Made if (count := sum(one.made is kind for one in every))
    )
    counted = (
        ("待补", sum(one.pending for one in every), "处"),
        ("与上年相似", sum(one.too_alike for one in every), "段"),
        ("有问题", sum(one.wrong > 0 for one in every), "段"),
    )
    notes = "".join(f"　{what}{count}{unit}" for what, count, unit in counted if count)
    seen = sum(one.seen for one in every)
    return f" {len(every)}段：{made}{notes}　看过{seen}/{len(every)}" if every else ""


def _notes(one: Reviewed) -> str:
    """Return in a few words what is the matter with a paragraph."""
    notes = [str(one.made)]
    notes += [f"待补{one.pending}"] if one.pending else []
    notes += [f"上年{one.reuse.share}%"] if one.reuse and one.too_alike else []
    notes += [f"有问题{one.wrong}"] if one.wrong else []
    return "·".join(notes)


def _line(one: Reviewed) -> Content:
    tick = ("✓", "$text-success") if one.seen else " "
    style = "bold $text-warning" if one.wrong or one.pending or one.too_alike else "bold"
    words = " ".join(one.text[:_SNIPPET].split())
    return Content.assemble(" ", tick, f" {one.at + 1} ", (_notes(one), style), "　", words)


def _origin(one: Reviewed) -> str:
    seen = "　✓看过" if one.seen else ""
    match one.made, one.phrase:
        case Made.OWN, _:
            return f"自写{seen}"
        case made, None:
            return f"{made}　出自{one.paragraph.phrase}，语料里已经没有这一条{seen}"
        case made, phrase:
            return f"{made}　出自“{phrase.title}”（{phrase.id}）{seen}"


def _with_slots(one: Reviewed) -> Content:
    return slotted(marked(one.text), one.slots)


def _findings(one: Reviewed) -> Iterator[Content]:
    for finding in one.findings:
        mark, style = LEVEL_MARKS[finding.level]
        yield Content.assemble(
            (mark, style), f" {finding.message}", (f"怎么办：{finding.cure}", "$text-muted")
        )


def _changed(pieces: Sequence[Piece]) -> Content:
    parts: list[tuple[str, str] | str] = []
    for piece in pieces:
        if piece.change in _DIFFERENCE:
            brackets, style = _DIFFERENCE[piece.change]
            parts.append((brackets.format(piece.text), style))
        else:
            parts.append(piece.text)
    return Content.assemble(("改动：", "bold"), *parts)


def _repeated(reuse: Reuse) -> Content:
    told = [
        f"\n  “{one.text}”和去年“{one.before}”{'一样' if one.alike == 100 else f'像{one.alike}%'}"
        f"{'，数字也没变' if one.same_figures and any(map(str.isdigit, one.text)) else ''}"
        for one in reuse.sentences
    ]
    return Content.assemble((f"与上年相似{reuse.share}%", "bold"), *told)


def _others(one: Reviewed) -> Iterator[Content]:
    if one.others:
        yield Content.styled("别的说法（Ctrl+T 换）：", "bold")
        yield from (Content(f"  {other.title}") for other in one.others)
