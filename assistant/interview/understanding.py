"""What a typed answer means for a question: a value with its echo, a skipped question, or a refusal that says why.

Nothing typed is guessed at: an answer is either understood, and repeated, or refused with what is expected.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from assistant import contacts, numerals
from assistant.expressions import test
from assistant.forms import Form
from assistant.forms.table import bare
from assistant.initials import initials
from assistant.interview.relevance import known
from assistant.interview.script import Asks, Question, Script
from assistant.numerals import Refusal, quoted
from assistant.report import DOMAIN, KIND, RANK, YEAR, Number, Paragraph, Pending, Report, Value
from assistant.told import told

OWN_NAME = "自称"
SHORT_LIMIT = 200
LONG_LIMIT = 3000

_ENDS = " \t\r\n\u3000\xa0\u200b\ufeff"


@dataclass(frozen=True)
class Answer:
    """An answer that was understood."""

    value: Value
    """For a table question 0 (every cell is 0) or 待补."""

    echo: str
    """What was understood, to be shown: “记下：…”。"""


@dataclass(frozen=True)
class Skipped:
    """An optional question passed over; the report stays as it is."""

    sentence: str


@dataclass(frozen=True)
class Refused:
    """Words that are not an answer to this question: what was typed, and what is expected."""

    sentence: str


@dataclass(frozen=True)
class Default:
    """An answer offered for Enter; never written unasked."""

    value: Value
    shown: str
    """As shown in brackets behind the question."""

    usual: bool = False
    """Whether nothing that is known suggests it: it only is what most organs answer."""


Understood = Answer | Skipped | Refused


def default(
    script: Script, question: Question, form: Form, report: Report, today: date | None = None
) -> Default | None:
    """Return the answer to offer in brackets: what stands already, what the organ's name suggests, the last year.

    `today` gives the year that just ended; without it no year is offered.
    """
    standing = report.answers.get(question.fills)
    if standing is not None and not isinstance(standing, Pending | tuple):
        return Default(standing, written(question, form, standing))
    guess = _guess(script, question, report, today) or _told(script, question, form, report)
    offered = guess or question.default
    if not offered:
        return None
    match understand(question, offered, form, report):
        case Answer(value, _):
            return Default(value, offered, usual=not guess)
        case _:
            return None


def _guess(script: Script, question: Question, report: Report, today: date | None) -> str:
    match question.fills:
        case name if name == YEAR:
            return str(today.year - 1) if today else ""
        case name if name == OWN_NAME:
            return script.organs.calls_itself(report.unit)
        case name if name == KIND:
            return script.organs.kind(report.unit)
        case name if name == RANK:
            return script.organs.rank(report.unit)
        case name if name == DOMAIN:
            return script.organs.domain(report.unit)
        case _:
            return ""


def _told(script: Script, question: Question, form: Form, report: Report) -> str:
    """Return what other answers say to a 是否 that nobody asked yet, after an import for instance.

    It is 是 when something is answered that is only asked after a 是; where a 否 would fill cells with 0, it is
    whatever all these cells say.
    """
    if question.asks is not Asks.YES_NO:
        return ""
    cells = [report.number(name) for name in question.zeroed(form)]
    if cells and None not in cells:
        return _YES_OR_NO[(not any(cells)) is question.zeros_when]
    after_no = {question.fills: False}
    answered = any(
        other.fills in report.answers
        and other.condition
        and test(other.condition, after_no) is False
        for other in script.questions
        if other.is_fact
    )
    return _YES_OR_NO[True] if answered else ""


_YES_OR_NO = {True: "是", False: "否"}


def understand(
    question: Question, typed: str, form: Form, report: Report, offered: Default | None = None
) -> Understood:
    """Return what `typed` means; an empty answer takes the offered default or passes over an optional question."""
    text = typed.strip(_ENDS)
    if not text:
        return _empty(question, form, offered)
    note = pending_note(question, text)
    if note is not None and question.asks is Asks.YEAR:
        return Refused("年份决定用哪种格式，现在就要定下来。请写被统计的那一年，如2025。")
    if note is not None:
        return Answer(Pending(note), _noted(question, form, Pending(note)))
    if _says_nothing(question, text):
        return Skipped("这一项没有，就不写。")
    match _read(question, text, form):
        case Refusal(sentence):
            return Refused(sentence)
        case value:
            return _judged(question, text, value, form, report)


def _judged(question: Question, typed: str, value: Value, form: Form, report: Report) -> Understood:
    """Return the value as an answer, unless a form or the question's own condition forbids it."""
    if question.constraint is not None:
        names = {**known(form, report), question.fills: value}
        if test(question.constraint, names) is False:
            return Refused(question.constraint_message)
    return Answer(value, _noted(question, form, value, _converted(question, typed, form)))


def _converted(question: Question, typed: str, form: Form) -> str:
    """Return how an amount was understood when it was typed in another unit: 251000元，合25.1万元."""
    match question.asks:
        case Asks.AMOUNT:
            return numerals.converted(typed, form.field(question.fills).unit)
        case Asks.YUAN:
            return numerals.converted(typed, "元")
        case _:
            return ""


def _empty(question: Question, form: Form, offered: Default | None) -> Understood:
    if offered is not None:
        return Answer(offered.value, _noted(question, form, offered.value))
    if question.table:
        return Refused("这一题在表格里填。全部没有就写“都没有”；还没拿到数就写“待补”。")
    if not question.required:
        return Skipped("先不填，随时可以回来补。")
    return Refused(
        f"还没有答。{_wanted(question)}。还不知道就写“待补”，可以注明问谁，比如“待补，问财务科”。"
    )


def _wanted(question: Question) -> str:
    match question.asks:
        case Asks.YES_NO:
            return "请答“是”或“否”"
        case Asks.CHOICE:
            return "请写选项前面的数字，或者写选项的名称"
        case Asks.WORDING:
            return "请选一条语料，或者自己写"
        case _:
            zero = "，没有就写0" if question.asks in _FIGURES else ""
            return (
                f"请像“{question.example}”这样写{zero}"
                if question.example
                else f"请写{question.asks}"
            )


_FIGURES = (Asks.COUNT, Asks.CHANGE, Asks.AMOUNT, Asks.YUAN, Asks.QUANTITY)


# 待补


_GIVEN_UP = re.compile(
    r"^(?:待补|不知道|不清楚|不晓得|不了解|没拿到|先跳过|跳过|先空着|暂缺|暂时不知道|稍后再填|回头再填|以后再填"
    r"|待定|待查|待核实|还不知道|还没拿到|[?？]+)[啊呀呢哦吧]*[\s，,。：:；;、（(]*(?P<note>.*?)[）)。\s]*$"
)
_TO_ASK = re.compile(r"^(?P<note>(?:我?(?:要|得|需要|先)?(?:去)?问|等)[^，。；]{1,30}?)[。\s]*$")
_WORDS = (Asks.SHORT, Asks.LONG, Asks.WORDING)
_CONTACTS = (Asks.PHONE, Asks.LINK, Asks.EMAIL, Asks.POSTCODE)


def pending_note(question: Question, text: str) -> str | None:
    """Return the note of an answer that says 待补 (“不知道，问张科长”), or nothing when it says something else."""
    if len(text) > 60 or "\n" in text:
        return None
    found = _GIVEN_UP.match(text)
    if found and question.asks in _WORDS and not text.startswith("待补") and len(text) > 20:
        return None
    if found is None and question.asks not in _WORDS:
        found = _TO_ASK.match(text)
    return found["note"].strip() if found else None


_NAMED = (*_CONTACTS, Asks.SHORT, Asks.LONG, Asks.DATE, Asks.CHOICE)
_NOTHING = numerals.words("无 没有 暂无 没 / - — ／ 无此项 不适用")


def _says_nothing(question: Question, text: str) -> bool:
    return not question.required and question.asks in _NAMED and text.rstrip("。") in _NOTHING


# Reading one kind of answer


def _read(question: Question, text: str, form: Form) -> Value | Refusal:
    match question.asks:
        case Asks.AMOUNT:
            return numerals.read_amount(text, form.field(question.fills).unit)
        case Asks.YUAN:
            return numerals.read_amount(text, "元")
        case Asks.QUANTITY:
            return read_quantity(text, question.unit)
        case Asks.CHOICE:
            return read_choice(text, question.choices)
        case asks:
            return _READERS[asks](text)


def read_choice(text: str, choices: tuple[str, ...]) -> str | Refusal:
    """Return the choice meant by its number, its name, a beginning only it has, or its pinyin initials."""
    plain = _plain(text).rstrip("。.、)").lower()
    if plain.isascii() and plain.isdigit():
        number = int(plain) if len(plain) < 4 else 0
        if 1 <= number <= len(choices):
            return choices[number - 1]
        return Refusal(f"没有第{plain[:12]}项，请写1到{len(choices)}。")
    if plain in choices:
        return plain
    for fits in (str.startswith, _begins_with_initials, str.__contains__):
        found = [choice for choice in choices if plain and fits(choice, plain)]
        if len(found) == 1:
            return found[0]
        if found:
            return Refusal(
                f"{quoted(text)}可以是“{'”“'.join(found[:6])}”，请写全或者写前面的数字。"
            )
    listed = "、".join(f"{n} {choice}" for n, choice in enumerate(choices[:9], start=1))
    more = "……" if len(choices) > 9 else ""
    return Refusal(f"选项里没有{quoted(text)}。可以选：{listed}{more}。")


def _begins_with_initials(choice: str, plain: str) -> bool:
    return plain.isascii() and initials(choice).startswith(plain)


def read_quantity(text: str, unit: str) -> Number | Refusal:
    """Return a number in `unit`: whole, but for 分 and %, which may have up to two decimals."""
    match unit:
        case "%":
            return numerals.read_percentage(text)
        case "分":
            return _points(text)
        case _:
            return numerals.read_count(text)


def _points(text: str) -> Decimal | Refusal:
    plain = _plain(text).removesuffix("分")
    if re.fullmatch(r"\d{1,4}(?:\.\d{1,2})?", plain, re.ASCII):
        return Decimal(plain)
    return Refusal(f"请写分数，最多两位小数，比如“4.5”。刚才写的是{quoted(text)}。")


def _date(text: str) -> str | Refusal:
    match numerals.read_date(text):
        case Refusal() as refusal:
            return refusal
        case day:
            return numerals.write_date(day)


_ALL_NOTHING = numerals.words(
    "0 零 全0 全是0 全为0 全部为0 都是0 都为0 都没有 全没有 全都没有 全部没有 没有 无 一件都没有 一件也没有 "
    "零报告"
)


def _table(text: str) -> Value | Refusal:
    if _plain(text) in _ALL_NOTHING:
        return 0
    return Refusal("这一题请在表格里填。全部没有就写“都没有”；还没拿到数就写“待补”。")


def _paragraphs(text: str) -> Value | Refusal:
    checked = _long(text)
    if isinstance(checked, Refusal):
        return checked
    lines = (line.strip(_ENDS) for line in checked.splitlines())
    return tuple(Paragraph(line) for line in lines if line)


def _short(text: str) -> str | Refusal:
    """Return one line of words; they stand inside a sentence, so a full stop at the end goes."""
    lines = (line.strip(_ENDS) for line in text.splitlines())
    return _words("".join(lines).rstrip("。"), SHORT_LIMIT)


def _long(text: str) -> str | Refusal:
    return _words(text, LONG_LIMIT)


def _words(text: str, limit: int) -> str | Refusal:
    if len(text) > limit:
        return Refusal(
            f"这里最多写{limit}个字，现在有{len(text)}个。请删短一些再按回车，写的字都还在。"
        )
    odd = next(
        (c for c in text if c not in "\n\t" and unicodedata.category(c) in _UNPRINTABLE), None
    )
    if odd is not None:
        shown = f"“{odd}”" if odd.isprintable() else f"（U+{ord(odd):04X}）"
        return Refusal(f"里面有公文里印不出来的字符{shown}，请删掉再按回车。")
    if not any(c.isalnum() for c in text):
        return Refusal(f"{quoted(text)}里没有文字。请写清楚，还不知道就写“待补”。")
    if not any(c.isalpha() for c in text):
        return Refusal(f"这里请写一句话，现在只有{quoted(text)}。还不知道怎样写就写“待补”。")
    return text


_UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cs", "So"})


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", numerals.half_width(text))


_READERS: Mapping[Asks, Callable[[str], Value | Refusal]] = MappingProxyType(
    {
        Asks.COUNT: numerals.read_count,
        Asks.CHANGE: numerals.read_change,
        Asks.YES_NO: numerals.read_yes_no,
        Asks.YEAR: numerals.read_year,
        Asks.DATE: _date,
        Asks.PHONE: contacts.read_phone,
        Asks.LINK: contacts.read_url,
        Asks.EMAIL: contacts.read_email,
        Asks.POSTCODE: contacts.read_postcode,
        Asks.TABLE: _table,
        Asks.WORDING: _paragraphs,
        Asks.SHORT: _short,
        Asks.LONG: _long,
    }
)


# Saying it back


def _noted(question: Question, form: Form, value: Value, money: str = "") -> str:
    words = money or written(question, form, value)
    # A yes or a no answers the question that stands above it; the fact's name (规章零报告) is ours.
    return f"记下：{'' if isinstance(value, bool) else f'{named(question, form)} = '}{words}"


def named(question: Question, form: Form) -> str:
    """Return what the answer is an answer for, in the words of the form: 行政许可 本年处理决定数量."""
    cell = form.fields.get(question.fills)
    if cell is not None:
        return f"{cell.row.label} {bare(cell.column.label)}"
    if question.table:
        table = form.tables.get(question.table)
        return table.caption if table else question.table
    if question.place:
        place = form.places.get(question.place)
        return (place.title if place else "") or question.place.rpartition(".")[2]
    return question.fills


def written(question: Question, form: Form, value: Value) -> str:
    """Return a value as it is said back: 12件, 是, 待补（问张科长）."""
    match value:
        case bool() | str() | Pending():
            return told(value)
        case int() | Decimal() if question.table:
            return "每一格都填0"
        case int() | Decimal():
            return f"{_number(question, value)}{_unit(question, form)}"
        case paragraphs:
            return f"{len(paragraphs)}段，{sum(len(p.text) for p in paragraphs)}字"


def _number(question: Question, value: Number) -> str:
    if question.asks is Asks.CHANGE and isinstance(value, int):
        return numerals.write_change(value)
    return numerals.write_number(value)


def _unit(question: Question, form: Form) -> str:
    cell = form.fields.get(question.fills)
    if cell is not None:
        return cell.unit
    match question.asks:
        case Asks.YUAN:
            return "元"
        case Asks.YEAR:
            return "年"
        case Asks.COUNT:
            return question.unit or "件"
        case _:
            return question.unit
