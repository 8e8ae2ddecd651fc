from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import values
from assistant.report import Paragraph, Pending, Value

WORDS = st.text(st.characters(codec=None), max_size=20)
ANSWERS: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    st.integers(),
    WORDS,
    st.decimals(-(10**12), 10**12, places=6),
    st.builds(Pending, WORDS),
    st.lists(st.builds(Paragraph, WORDS, WORDS, st.booleans()), max_size=3).map(tuple),
)


@given(ANSWERS)
def test_every_answer_comes_back(answer: Value) -> None:
    """Whatever was answered is read back the same and of the same kind, half characters and NUL included."""
    text = values.dump(answer)

    assert text is not None
    assert values.same(answer, values.load(text))
    assert text == text.encode().decode()


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (12, "12"),
        (True, "true"),
        ("我局", '"我局"'),
        (Decimal("3.50"), '{"数额": "3.50"}'),
        (Decimal("1E+3"), '{"数额": "1000"}'),
        (Pending("问财务科"), '{"待补": "问财务科"}'),
        (
            (Paragraph("共12件。", "总体.概述.通用", bound=True),),
            '{"段落": [{"文": "共12件。", "语料": "总体.概述.通用", "随数": true}]}',
        ),
        (None, None),
    ],
)
def test_answers_are_written_readably(answer: Value | None, text: str | None) -> None:
    """The written form is the one people see in a plain copy."""
    assert text == values.dump(answer)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3.5", "不认识这种写法的答案：3.5"),
        ("[1]", "不认识这种写法的答案：[1]"),
        ('{"数额": 3.5}', "不认识这种写法的答案"),
        ('{"数额": "三块五"}', "数额应当写成“3.50”这样的十进制数，现在是“三块五”"),
        ('{"数额": "1e9"}', "数额应当写成“3.50”这样的十进制数，现在是“1e9”"),
        ('{"数额": "NaN"}', "数额应当写成“3.50”这样的十进制数，现在是“NaN”"),
        ('{"数额": "1", "单位": "元"}', "不认识这种写法的答案"),
        ('{"段落": [{"文": "一段"}]}', "段落应当写成"),
        ('{"段落": ["一段"]}', "段落应当写成"),
    ],
)
def test_other_shapes_are_refused_with_the_reason(text: str, reason: str) -> None:
    """A shape that is no answer is refused in Chinese, never guessed at."""
    with pytest.raises(ValueError, match=reason.replace("[", r"\[")):
        values.load(text)
