"""What is typed for one question: understood and said back, or refused with what is expected."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import content
from assistant.forms import form_for_year
from assistant.interview import session
from assistant.interview.script import Asks, Question
from assistant.interview.understanding import pending_note, read_choice
from assistant.numerals import Refusal
from assistant.report import Pending, Report, Value
from tests.interview.walking import shipped

SCRIPT = shipped()
YEARS = {"2019": 2020, "2021": 2025}


def typed(question_id: str, text: str, year: int = 2025) -> session.Understood:
    form = form_for_year(content.forms(), year)
    return session.understand(SCRIPT.by_id[question_id], text, form, Report({"年份": year}))


def value(question_id: str, text: str) -> Value:
    understood = typed(question_id, text)
    assert isinstance(understood, session.Answer), understood
    return understood.value


# Raised and circled digits are not the digits they look like


@pytest.mark.parametrize("text", ["10²", "①", "½", "Ⅻ"])
@pytest.mark.parametrize("question", ["培训次数", "层级", "评议满意率", "考核分值", "年份"])
def test_odd_digits_are_not_taken_for_plain_ones(question: str, text: str) -> None:
    """10² is not 102, and ① picks no choice."""
    assert isinstance(typed(question, text), session.Refused)


def test_full_width_digits_pick_a_choice() -> None:
    """What an input method does to digits is undone."""
    assert value("层级", "４") == "区县级"


# Money is said back as it was understood


@pytest.mark.parametrize(
    ("year", "question", "text", "echo"),
    [
        (2025, "主动公开.行政事业性收费.金额", "251000元", "251000元，合25.1万元"),
        (2025, "主动公开.行政事业性收费.金额", "25.1", "25.1万元"),
        (2025, "主动公开.行政事业性收费.金额", "251000", "251000万元，合25.1亿元"),
        (2020, "主动公开.政府集中采购.总金额", "25.1万元", "25.1万元，合251000元"),
        (2025, "收费通知金额", "0.3万元", "0.3万元，合3000元"),
        (2025, "收费通知金额", "1000000000000", "1000000000000元，合10000亿元"),
    ],
)
def test_money_in_another_unit_is_converted_aloud(
    year: int, question: str, text: str, echo: str
) -> None:
    """Whoever types 元 where 万元 are asked for sees what was made of it."""
    understood = typed(question, text, year)

    assert isinstance(understood, session.Answer)
    assert understood.echo.endswith(f" = {echo}")


# Words


@pytest.mark.parametrize("question", ["问题数字", "措施科室", "问题事实", "其他说明"])
def test_a_bare_number_is_no_sentence(question: str) -> None:
    """“2” would be printed as “……没有图解，2。”."""
    understood = typed(question, "2")

    assert isinstance(understood, session.Refused)
    assert "请写一句话" in understood.sentence


# Addresses


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("邮编", "５３００００", "530000"),
        ("电子邮箱", "ｘｘｇｋ＠example.gov.cn", "xxgk@example.gov.cn"),
        ("网站网址", "www。example。gov。cn", "www.example.gov.cn"),
        ("联系电话", "（0750）6123456", "(0750)6123456"),
    ],
)
def test_addresses_are_written_half_width(question: str, text: str, expected: str) -> None:
    """One reader for each kind of address, `contacts`; its cases stand in `tests/numerals/`."""
    assert value(question, text) == expected


@pytest.mark.parametrize(
    ("question", "text"),
    [("邮编", "53000"), ("电子邮箱", "xxgk.example.gov.cn"), ("联系电话", "6123456")],
)
def test_half_an_address_is_refused(question: str, text: str) -> None:
    """A postcode of five digits, a mail address without @, a number without its area code."""
    assert isinstance(typed(question, text), session.Refused)


def test_an_optional_address_may_be_none() -> None:
    """“无” passes over a question that need not be answered."""
    assert isinstance(typed("电子邮箱", "无"), session.Skipped)


# Whatever is typed

PASTED = {
    "5000 characters": "报告" * 2500,
    "5000 digits": "9" * 5000,
    "1000 lines": "一行字\n" * 1000,
    "an emoji": "🙂",
    "letters": "abc",
    "a negative": "-3",
    "a decimal": "1.5",
    "10^12": "1000000000000",
    "10^12 with a caret": "10^12",
    "a slash": "/",
    "nothing": "无",
    "control characters": "\x00\x1b[31m12",
    "right to left": "\u202e21",
    "half a character": "\ud83d",
    "full stops": "。。。。",
}
WANTED = ("请", "没有第", "最多", "前面", "可以选")
KEPT = (Asks.SHORT, Asks.LONG, Asks.WORDING)


def plain(text: str) -> str:
    return "".join(text.split())


def told(understood: session.Understood, text: str, question: Question) -> None:
    """An answer holds all that was typed; a refusal is one short sentence that says what to do."""
    match understood:
        case session.Refused(sentence):
            assert any(word in sentence for word in WANTED), sentence
            assert sentence.endswith(("。", "？"))
            assert len(sentence) < 260
            assert sentence.isprintable() or not text.isprintable()
        case session.Answer(Pending(note), _):
            assert plain(note) in plain(text)
        case session.Answer(tuple() as paragraphs, _):
            assert plain("".join(p.text for p in paragraphs)) == plain(text)
        case session.Answer(str() as words, _) if question.asks in KEPT:
            assert plain(words) == plain(text).rstrip("。")


@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED.keys())
@pytest.mark.parametrize("question", SCRIPT.questions, ids=lambda question: question.id)
def test_every_refusal_says_what_is_expected(question: Question, text: str) -> None:
    """Pasted pages, emoji, letters, signs: understood whole, or refused with the remedy; nothing is cut off."""
    for form in content.forms():
        if question.serves(form):
            report = Report({"年份": YEARS[form.id]})
            told(session.understand(question, text, form, report), text, question)


@pytest.mark.parametrize("question", SCRIPT.questions, ids=lambda question: question.id)
def test_a_figure_is_never_guessed_from_rubbish(question: Question) -> None:
    """None of it becomes a figure."""
    figures = (Asks.COUNT, Asks.QUANTITY, Asks.CHANGE, Asks.AMOUNT, Asks.YUAN, Asks.YEAR)
    if question.asks not in figures:
        return
    form = next(form for form in content.forms() if question.serves(form))
    report = Report({"年份": YEARS[form.id]})
    decimals = question.asks in (Asks.AMOUNT, Asks.YUAN) or question.unit in ("分", "%")
    for text in PASTED.values():
        understood = session.understand(question, text, form, report)
        if isinstance(understood, session.Answer):
            assert (text, understood.value) in {
                ("1.5", Decimal("1.5") if decimals else None),
                ("1000000000000", Decimal(10**12) if decimals else None),
                ("-3", -3 if question.asks is Asks.CHANGE else None),
            }


@given(st.sampled_from(SCRIPT.questions), st.text(max_size=60))
def test_whatever_is_typed_is_answered(question: Question, text: str) -> None:
    """No input raises, and every refusal is a sentence."""
    form = next(form for form in content.forms() if question.serves(form))
    report = Report({"年份": YEARS[form.id]})
    told(session.understand(question, text, form, report), text, question)


@pytest.mark.parametrize(("count", "more"), [(9, False), (10, True)])
def test_of_many_choices_nine_are_listed(count: int, more: bool) -> None:
    """What cannot be chosen is answered with the choices; beyond nine it is said that there are more."""
    said = read_choice("没有的", tuple(f"第{n}种" for n in range(count)))

    assert isinstance(said, Refusal)
    assert said.sentence.endswith("9 第8种……。" if more else "9 第8种。")


@pytest.mark.parametrize(
    ("words", "note"),
    [("不知道", ""), ("不知道啊", ""), ("不清楚呢，问张科长", "问张科长"), ("待补吧", "")],
)
def test_a_particle_is_no_note(words: str, note: str) -> None:
    """What is said for the tone is not what is waited for."""
    question = next(one for one in SCRIPT.questions if one.asks is Asks.COUNT)

    assert note == pending_note(question, words)
