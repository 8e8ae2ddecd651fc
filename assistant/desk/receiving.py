"""Files from elsewhere for an open draft: what they offer, and taking it in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import content
from assistant.changes import Via
from assistant.desk.incoming import Incoming, Note, Offer, State, Use
from assistant.desk.opened import OpenDraft
from assistant.desk.replies import NotForThisDraft, NotUnderstood
from assistant.drafts import columns as remembered_columns
from assistant.files import read_whole
from assistant.forms import Form, bridged
from assistant.interview import session
from assistant.numerals import Refusal
from assistant.report import (
    AGED,
    KIND,
    LAST_YEAR,
    RANK,
    TEXT,
    UNIT,
    YEAR,
    Pending,
    Report,
    Value,
)
from assistant.told import told

if TYPE_CHECKING:
    from assistant.importing import Imported
    from assistant.importing.register import Counted, Layout
    from assistant.inquiry import Reply

_ABOUT_THE_FILE = "文件"
_NOT_ASKED = (UNIT, YEAR, KIND, RANK)


class Receiving(OpenDraft):
    """Reading files for the draft at work."""

    @staticmethod
    def is_register(path: Path) -> bool:
        """Whether a file is a spreadsheet that is no sheet of ours: a register, whose columns are confirmed first."""
        from assistant import sources

        return sources.is_spreadsheet(path) and not sources.is_reply(path)

    def layout(self, path: Path) -> tuple[Layout, bool]:
        """Return which columns of a register are read, and whether somebody confirmed them before."""
        from assistant.importing.register import open_register

        file = read_whole(path)
        forms = content.forms()
        found = open_register(file, forms, self.form).layout
        known = remembered_columns.known(found.titles)
        if known is None:
            return found, False
        return open_register(file, forms, self.form, known).layout, True

    def confirm_columns(self, layout: Layout) -> str:
        """Remember on this machine what the columns of such a register hold; a sentence when that failed."""
        return remembered_columns.remember(layout.titles, layout.columns)

    def receive_register(
        self,
        path: Path,
        columns: Mapping[str, str] | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> Incoming:
        """Return what a register offers for tables three and four; `columns` is what was confirmed."""
        from assistant.importing.register import count_register

        counted = count_register(
            read_whole(path), content.forms(), self.form, self.report.year or 0, columns, progress
        )
        return self._of_register(path.name, counted)

    def receive(self, path: Path) -> Incoming:
        """Return what a report or a filled-in sheet offers; raises what reading it raises."""
        from assistant import sources

        if sources.is_spreadsheet(path):
            return self._of_reply(path.name, sources.reply(path))
        match path.suffix.lower():
            case sources.DRAFT_SUFFIX | sources.ANSWERS_SUFFIX:
                source = sources.load(path)
                notes = tuple(Note(_ABOUT_THE_FILE, note) for note in source.notes)
                return self._of_report(path.name, source.form, source.report, {}, {}, notes)
            case _:
                return self._of_imported(path.name, sources.imported(path))

    def correct(self, offer: Offer, typed: str, use: Use) -> Offer | NotUnderstood:
        """Return an offer with the value somebody typed in its place, or why that is none."""
        name = offer.name.removeprefix(LAST_YEAR)
        form = self._form_of(use)
        value: Value | Refusal
        if name in form.fields:
            from assistant.importing.figures import read_figure

            figure = read_figure(form.fields[name], typed)
            value = (
                figure.value
                if figure.value is not None
                else Refusal(f"{figure.doubt.rstrip('。')}。请写一个数，如12。".lstrip("。"))
            )
        else:
            question = self.question_named(name)
            if question is None or not question.is_fact:
                return NotUnderstood("这一处的文字请先用上，再到正文里修改。")
            match session.understand(question, typed, self.form, self.report):
                case session.Answer(understood, _):
                    value = understood
                case session.Refused(sentence) | session.Skipped(sentence):
                    value = Refusal(sentence)
        if isinstance(value, Refusal):
            return NotUnderstood(value.sentence)
        return replace(offer, value=value, shown=_words(value), state=State.NEW, doubt="")

    def take(self, incoming: Incoming, chosen: Mapping[str, Value]) -> str:
        """Put what was chosen into the draft as one step; returns what that means in a sentence.

        Last year's report is kept beside this one, in place of what was kept before; everything else goes into this
        year's answers. Totals that only repeat their parts are left to be derived.
        """
        from assistant.answers import without_agreeing_totals

        source = incoming.source or incoming.file
        if incoming.use is Use.LAST_YEAR:
            gone: dict[str, Value | None] = dict.fromkeys(
                name for name in self.report.answers if name.startswith(LAST_YEAR)
            )
            year = (self.report.year or 0) - 1
            # Whoever takes a report that does not say its year takes it for last year's: that was said beside it.
            self.draft.append({**gone, LAST_YEAR + YEAR: year, **chosen}, Via.IMPORTED, source)
            return f"{year}年的年报读进来了，共{len(chosen)}项。"
        whole = Report(chosen)
        kept = without_agreeing_totals(self.form, whole)
        also = self.write(dict(kept.answers), via=Via.IMPORTED, source=source)
        return f"填进了{len(kept.answers)}项。{also}"

    # Offers

    def _of_imported(self, file: str, imported: Imported) -> Incoming:
        doubts: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for doubt in imported.doubts:
            doubts[doubt.field].append((doubt.message, doubt.candidates))
        notes = [Note(_ABOUT_THE_FILE, message) for message, _ in doubts.pop("", ())]
        named = {*imported.form.fields, *imported.report.answers}
        for name in [name for name in doubts if name not in named or name in _NOT_ASKED]:
            notes += [Note(_ABOUT_THE_FILE, message) for message, _ in doubts.pop(name)]
        return self._of_report(
            file, imported.form, imported.report, doubts, imported.seen, tuple(notes)
        )

    def _of_report(
        self,
        file: str,
        form: Form,
        report: Report,
        doubts: Mapping[str, list[tuple[str, tuple[str, ...]]]],
        seen: Mapping[str, str],
        notes: tuple[Note, ...],
    ) -> Incoming:
        use = self._use(file, report)
        year = f"{report.year}年" if report.year else "年份没有读到"
        about = f"{report.unit or '单位没有读到'}　{year}（{form.name}）"
        more = [*notes, *self._identity_notes(report, use)]
        before = LAST_YEAR if use is Use.LAST_YEAR else ""
        offers = []
        for name in (*form.fields, *(n for n in report.answers if n not in form.fields)):
            if name.startswith(LAST_YEAR) or (name in _NOT_ASKED and not before):
                continue
            value = report.answers.get(name)
            if value is None and name not in doubts and name not in report.blank:
                continue
            if not before and name not in form.fields and self._unknown(name):
                continue
            if not before and name in form.fields and name not in self.form.fields:
                more.append(
                    Note(_ABOUT_THE_FILE, f"{form.spoken(name)}在{self.form.name}里没有，没有用。")
                )
                continue
            offers.append(
                self._offer(before + name, value, doubts.get(name, []), seen.get(name, ""), form)
            )
        if use is Use.LAST_YEAR:
            more += [Note("不能对照", sentence) for sentence in bridged(form, self.form)]
        return Incoming(file, use, about, _ordered(offers), tuple(more))

    def _use(self, file: str, report: Report) -> Use:
        own = self.report.year or 0
        match report.year:
            case None:
                return Use.LAST_YEAR
            case year if year == own - 1:
                return Use.LAST_YEAR
            case year if year == own:
                return Use.THIS_YEAR
            case year:
                raise NotForThisDraft(
                    f"“{file}”是{year}年的年报，这份草稿是{own}年的：只用得上{own - 1}年（上年）和{own}年（本年）的。"
                )

    def _identity_notes(self, report: Report, use: Use) -> Iterator[Note]:
        if report.year is None:
            year = (self.report.year or 0) - 1
            yield Note(
                _ABOUT_THE_FILE, f"没有读到年份，当作{year}年（上年）的年报；不是的话请不要用。"
            )
        if report.unit and self.report.unit and report.unit != self.report.unit:
            yield Note(
                _ABOUT_THE_FILE,
                f"这一份是“{report.unit}”的{use}，草稿是“{self.report.unit}”的，请确认是同一个单位。",
            )

    def _unknown(self, name: str) -> bool:
        known = name.startswith(TEXT) and name.removeprefix(TEXT) in self.form.places
        return not known and not self.script.filling(name)

    def _offer(
        self,
        name: str,
        value: Value | None,
        doubts: Iterable[tuple[str, tuple[str, ...]]],
        seen: str,
        form: Form,
        rows: tuple[int, ...] = (),
    ) -> Offer:
        doubts = tuple(doubts)
        before = self.report.answers.get(name)
        bare = name.removeprefix(LAST_YEAR)
        title = form.spoken(bare) if bare in form.fields else self.title_of(bare)
        return Offer(
            name=name,
            title=title,
            value=value,
            shown=_words(value),
            state=_state(value, before, doubtful=bool(doubts)),
            seen=seen or _words(value),
            doubt="".join(message for message, _ in doubts),
            candidates=tuple(dict.fromkeys(each for _, few in doubts for each in few)),
            before="" if name.startswith(LAST_YEAR) else _words(before),
            rows=rows,
        )

    def _of_reply(self, file: str, reply: Reply) -> Incoming:
        heading = reply.heading
        notes = []
        if heading.year != self.report.year:
            raise NotForThisDraft(
                f"“{file}”是{heading.year}年的征集表，这份草稿是{self.report.year}年的，没有用。"
            )
        if heading.unit and heading.unit != self.report.unit:
            notes.append(
                Note(
                    _ABOUT_THE_FILE,
                    f"征集表是“{heading.unit}”发出的，草稿是“{self.report.unit}”的，请确认没有拿错。",
                )
            )
        offers = []
        for line in reply.lines:
            if not line.name:
                notes.append(Note("没有读入", f"第{line.row}行：{line.doubt}", line.row))
                continue
            seen = f"第{line.row}行　{line.title}　{line.typed or '（没有填）'}"
            seen += f"　备注：{line.remark}" if line.remark else ""
            doubts = [(line.doubt, line.candidates)] if line.doubt and line.typed else []
            if not line.typed and line.remark:
                doubts = [(f"没有填，备注写着“{line.remark}”。", ())]
            offers.append(self._offer(line.name, line.value, doubts, seen, self.form))
        about = f"{heading.office}填报　{heading.year}年　{heading.made:%Y年%-m月%-d日}发出"
        return Incoming(
            file,
            Use.REPLY,
            about,
            _ordered(offers),
            tuple(notes),
            source=f"{file}（{heading.office}填报）",
        )

    def _of_register(self, file: str, counted: Counted) -> Incoming:
        offers = [
            self._offer(
                name, len(rows), (), f"台账{len(rows)}行" if rows else "台账里没有", self.form, rows
            )
            for name, rows in counted.rows.items()
        ]
        if counted.carried:
            rows, told = counted.aged, f"台账{len(counted.aged)}行"
            offers.append(self._offer(AGED, len(rows), (), told, self.form, rows))
        notes = [Note("归不了类", each.message, each.row) for each in counted.unclassified]
        notes += [Note("可能超期", each.message, each.row) for each in counted.overdue]
        notes += [Note("结转下年", "年底还没有办结。", row) for row in counted.carried]
        notes += [Note("收费", f"{name}：{amount}。") for name, amount in counted.fees.items()]
        total = sum(
            len(rows)
            for name, rows in counted.rows.items()
            if ".新收." in name or ".上年结转." in name
        )
        about = f"{counted.year}年　应办理{total}件　归不了类{len(counted.unclassified)}行"
        return Incoming(file, Use.REGISTER, about, _ordered(offers), tuple(notes), counted)

    def _form_of(self, use: Use) -> Form:
        if use is Use.LAST_YEAR:
            return content.form_for_year((self.report.year or 0) - 1)
        return self.form


def _state(value: Value | None, before: Value | None, *, doubtful: bool) -> State:
    if value is None:
        return State.DOUBTFUL if doubtful else State.MISSING
    if doubtful:
        return State.DOUBTFUL
    if before is None or isinstance(before, Pending):
        return State.NEW
    return State.SAME if before == value else State.OTHER


def _ordered(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    return tuple(sorted(offers, key=lambda offer: list(State).index(offer.state)))


def _words(value: Value | None) -> str:
    return "" if value is None else told(value)
