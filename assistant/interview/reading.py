"""Entry files to questions, with every complaint about them. Imported only when questions are loaded.

Here is what needs only one entry; how a question suits the ones before it is looked at in `together`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant import entries
from assistant.entries import Entry
from assistant.expressions import Condition, ExpressionError, compile_condition
from assistant.forms import BUILT_IN, Form
from assistant.interview.script import CELL_KINDS, LEAD_IN, TABLE, Asks, Question, Script
from assistant.interview.together import Asked, together
from assistant.lint import collect
from assistant.organs import Organs
from assistant.problem import Problem, nearest
from assistant.report import DOMAIN, KIND, RANK, TEXT

BASIS = "依据"
"""Behind it may stand a form: `依据.2019` is the basis in that form, `依据` in every other."""

_CELL_ASKS = frozenset(CELL_KINDS.values())


class _Written(BaseModel):
    """A question as its entry writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(max_length=80)
    guidance: str = Field(max_length=600)
    fills: str
    asks: Asks
    section: str
    id: str = ""
    choices: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    condition: str = ""
    required: bool = True
    unit: str = ""
    default: str = ""
    zeros: tuple[str, ...] = ()
    zeros_when: Literal["是", "否"] | None = None
    constraint: str = ""
    constraint_message: str = ""
    example: str = ""
    ask: str = ""
    compares: str = ""
    basis: str = ""
    certainty: Literal["已核实", "惯常口径"] = "惯常口径"


KEYS: Mapping[str, str] = {
    entries.HEADING: "text",
    entries.TEXT: "guidance",
    "编号": "id",
    "填入": "fills",
    "类型": "asks",
    "选项": "choices",
    "单位": "unit",
    "部分": "section",
    "格式": "forms",
    "条件": "condition",
    "必填": "required",
    "默认": "default",
    "例": "example",
    "问谁": "ask",
    "上年看": "compares",
    "依据": "basis",
    "依据程度": "certainty",
    "零填": "zeros",
    "零填时": "zeros_when",
    "校验": "constraint",
    "校验提示": "constraint_message",
}


def load(
    files: Iterable[tuple[str, str]],
    forms: Sequence[Form],
    organs: Organs | None = None,
    own: Iterable[tuple[str, str]] = (),
) -> tuple[Script, tuple[Problem, ...]]:
    """Return the script written in `files`, pairs of path and text in the order they are asked, and its problems.

    `own` are the files of an office: a question with a known 编号 replaces that question where it stands, a new
    one comes last in its section.
    """
    reading = _Reading(tuple(forms), organs or Organs())
    shipped, ours = reading.questions(files), reading.questions(own)
    sound, more = together(_merged(shipped, ours), reading.forms)
    return Script(sound, reading.forms, reading.organs), collect([*reading.problems, *more])


def _merged(shipped: Sequence[Asked], ours: Sequence[Asked]) -> list[Asked]:
    """Put an office's questions in their places: the same 编号 replaces, a new one ends its section."""
    replacing = {asked.id: (asked, entry) for asked, entry in ours}
    merged = [replacing.pop(asked.id, (asked, entry)) for asked, entry in shipped]
    for asked, entry in replacing.values():
        same = [at for at, (other, _) in enumerate(merged) if other.section == asked.section]
        merged.insert(same[-1] + 1 if same else len(merged), (asked, entry))
    return merged


@dataclass
class _Reading:
    """What is known while the files are read."""

    forms: tuple[Form, ...]
    organs: Organs
    problems: list[Problem] = field(default_factory=list)

    def questions(self, files: Iterable[tuple[str, str]]) -> list[Asked]:
        """Return the questions that are sound by themselves; in one set of files an id stands once."""
        found: dict[str, Asked] = {}
        for path, text in files:
            read, problems = entries.read(text, path)
            self.problems += problems
            for entry in read:
                asked = self.asked(entry)
                if asked is None:
                    continue
                written = entry.value("编号")
                if asked.id in found:
                    _, before = found[asked.id]
                    self.complain(
                        entry,
                        "编号" if written else "填入",
                        f"“{asked.id}”和{before.path}第{before.line}行的问题编号相同。请另写一个“编号”。",
                    )
                    continue
                found[asked.id] = (asked, entry)
        return list(found.values())

    def complain(self, entry: Entry, key: str, message: str) -> None:
        self.problems.append(entry.problem(key, message))

    def asked(self, entry: Entry) -> Question | None:
        """Return the question an entry writes; its `依据.2019` lines are set apart first."""
        bases, rest = self.bases(entry)
        written, problems = entries.validate(rest, _Written, KEYS)
        self.problems += problems
        return None if written is None else self.question(rest, written, bases)

    def bases(self, entry: Entry) -> tuple[Mapping[str, str], Entry]:
        """Return the basis in each form that has one of its own, and the entry without these lines."""
        known = {f"{BASIS}.{form.id}": form.id for form in self.forms}
        bases = {known[key]: entry.value(key) for key in entry.attributes if key in known}
        rest = {key: one for key, one in entry.attributes.items() if key not in known}
        return MappingProxyType(bases), replace(entry, attributes=rest)

    def question(
        self, entry: Entry, written: _Written, bases: Mapping[str, str]
    ) -> Question | None:
        """Return one entry as a question, or nothing when it has a mistake that leaves its meaning in doubt."""
        before = len(self.problems)
        self.check_alone(entry, written)
        self.check_bases(entry, written, bases)
        self.check_compared(entry, written)
        condition = self.expression(entry, "条件", written.condition)
        constraint = self.expression(entry, "校验", written.constraint)
        if len(self.problems) > before:
            return None
        return Question(
            id=written.id or written.fills,
            text=written.text,
            fills=written.fills,
            asks=written.asks,
            section=written.section,
            choices=written.choices,
            forms=frozenset(written.forms),
            condition=condition,
            required=written.required,
            unit=written.unit,
            default=written.default,
            zeros=written.zeros,
            zeros_when=None if written.zeros_when is None else written.zeros_when == "是",
            constraint=constraint,
            constraint_message=written.constraint_message,
            guidance=written.guidance,
            example=written.example,
            ask=written.ask,
            compares=written.compares,
            basis=written.basis,
            bases=bases,
            certain=written.certainty == "已核实",
            path=entry.path,
            line=entry.line,
        )

    def check_compared(self, entry: Entry, written: _Written) -> None:
        places = {place for form in self.forms for place in form.places}
        if written.compares and written.compares not in places:
            near = nearest(written.compares, places)
            self.complain(entry, "上年看", f"年报里没有“{written.compares}”这一处{near}")

    def expression(self, entry: Entry, key: str, source: str) -> Condition | None:
        if not source:
            return None
        match compile_condition(source):
            case ExpressionError(sentence):
                self.complain(entry, key, sentence)
                return None
            case condition:
                return condition

    # One question by itself

    def check_alone(self, entry: Entry, written: _Written) -> None:
        known = [LEAD_IN, *(section.id for section in self.forms[0].sections)] if self.forms else []
        if written.section not in known:
            self.complain(
                entry, "部分", f"没有“{written.section}”这一部分，能写的有：{'、'.join(known)}。"
            )
        self.check_forms(entry, written)
        self.check_fills(entry, written)
        self.check_choices(entry, written)
        self.check_zeros(entry, written)
        if bool(written.constraint) != bool(written.constraint_message):
            self.complain(entry, "校验", "“校验”和“校验提示”要一起写：不合格时要告诉填的人怎么改。")

    def check_forms(self, entry: Entry, written: _Written) -> None:
        known = [form.id for form in self.forms]
        for form in written.forms:
            if form not in known:
                self.complain(entry, "格式", f"没有“{form}”格式，能写的有：{'、'.join(known)}。")

    def check_bases(self, entry: Entry, written: _Written, bases: Mapping[str, str]) -> None:
        """Complain about a basis for a form that does not ask the question."""
        serving = [form.id for form in self.serving(written)]
        for form in bases:
            if form not in serving:
                self.complain(
                    entry,
                    f"{BASIS}.{form}",
                    f"这一问只用于{'、'.join(serving)}格式，请删掉这一行。",
                )

    def serving(self, written: _Written) -> list[Form]:
        return [form for form in self.forms if not written.forms or form.id in written.forms]

    def check_fills(self, entry: Entry, written: _Written) -> None:
        fills, asks = written.fills, written.asks
        if fills.startswith(TEXT):
            self.check_target(entry, written, "正文里", fills.removeprefix(TEXT), "places")
            self.check_asks(entry, asks, (Asks.WORDING,), f"“{fills}”是一段正文")
        elif fills.startswith(TABLE):
            self.check_target(entry, written, "表格里", fills.removeprefix(TABLE), "tables")
            self.check_asks(entry, asks, (Asks.TABLE,), f"“{fills}”是整张表")
        elif "." in fills:
            self.check_cell(entry, written)
        elif fills in BUILT_IN:
            self.complain(entry, "填入", f"“{fills}”由程序算出，不用问。请换一个名称。")
        elif asks in _CELL_ASKS - {Asks.COUNT} or asks in (Asks.TABLE, Asks.WORDING):
            self.complain(
                entry,
                "类型",
                f"“{fills}”是一项情况，不能用“{asks}”；数字用“数量”或“件数”，钱用“元”。",
            )

    def check_asks(self, entry: Entry, asks: Asks, wanted: tuple[Asks, ...], what: str) -> None:
        if asks not in wanted:
            names = "”或“".join(wanted)
            self.complain(entry, "类型", f"{what}，类型要写“{names}”，现在写的是“{asks}”。")

    def check_target(self, entry: Entry, written: _Written, where: str, name: str, of: str) -> None:
        for form in self.serving(written):
            known = getattr(form, of)
            if name not in known:
                self.complain(
                    entry,
                    "填入",
                    f"{form.name}的{where}没有“{name}”{self.elsewhere(name, form, of, known)}",
                )
                return

    def elsewhere(self, name: str, form: Form, of: str, known: Iterable[str]) -> str:
        """Return the remedy for a name this form lacks: the other form that has it, or the nearest name."""
        for other in self.forms:
            if other is not form and name in getattr(other, of):
                return f"，只有{other.name}才有。请加一行“格式：{other.id}”。"
        return nearest(name, known)

    def check_cell(self, entry: Entry, written: _Written) -> None:
        fills = written.fills
        for form in self.serving(written):
            cell = form.fields.get(fills)
            if cell is None:
                remedy = self.elsewhere(fills, form, "fields", form.fields)
                self.complain(entry, "填入", f"{form.name}里没有“{fills}”这一格{remedy}")
                return
            if cell.total:
                self.complain(entry, "填入", f"“{fills}”是合计，由程序相加，不用问。请删掉这一问。")
                return
            wanted = CELL_KINDS[cell.kind]
            if written.asks is not wanted:
                self.check_asks(entry, written.asks, (wanted,), f"“{fills}”这一格填的是{wanted}")
                return

    def check_choices(self, entry: Entry, written: _Written) -> None:
        if written.asks is Asks.CHOICE and len(written.choices) < 2:
            self.complain(entry, "选项", "单选题要写“选项”，至少两项，用“｜”隔开。")
        elif written.asks is not Asks.CHOICE and written.choices:
            self.complain(entry, "选项", f"只有“单选”才写选项，这一问的类型是“{written.asks}”。")
        vocabulary = {KIND: self.organs.kinds, RANK: self.organs.ranks, DOMAIN: self.organs.domains}
        known = vocabulary.get(written.fills, ())
        for choice in written.choices:
            if known and choice not in known:
                self.complain(
                    entry, "选项", f"机关名称文件里没有“{choice}”{nearest(choice, known)}"
                )

    def check_zeros(self, entry: Entry, written: _Written) -> None:
        if bool(written.zeros) != (written.zeros_when is not None):
            self.complain(entry, "零填", "“零填”和“零填时”要一起写：写明答“是”还是答“否”时填0。")
        if written.zeros and written.asks is not Asks.YES_NO:
            self.complain(entry, "零填", f"只有“是否”才能零填，这一问的类型是“{written.asks}”。")
        for pattern in written.zeros:
            if not any(_matching(form, pattern) for form in self.serving(written)):
                known = [name for form in self.serving(written) for name in form.fields]
                self.complain(entry, "零填", f"“{pattern}”对不上任何一格{nearest(pattern, known)}")


def _matching(form: Form, pattern: str) -> tuple[str, ...]:
    return form.matching(pattern) if pattern.count(".") == 2 else ()
