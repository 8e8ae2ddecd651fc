"""Conditions and templates: what they give, and what is said of the ones that are wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.expressions import (
    Condition,
    ExpressionError,
    Rendered,
    Span,
    Template,
    compile_condition,
    compile_template,
    missing,
    render,
)
from assistant.expressions import (
    test as holds,
)
from assistant.expressions.rendering import OUTPUT_LIMIT
from assistant.report import Paragraph, Pending, Value

HERE = Path(__file__).parent / "expressions"

CONTEXT: dict[str, Value] = {
    "申请.新收.总计": 12,
    "申请.新收.自然人": 0,
    "申请.其他.总计": Pending("问办公室"),
    "收到申请": True,
    "有微博": False,
    "机关类型": "政府部门",
    "收费金额": Decimal("3.50"),
    "年度": 2025,
    "正文.总体情况": (Paragraph("一段。"), Paragraph("两段 {{ 年度 }}。")),
    "坏话": "{{ 年度 }}{% if 年度 %}",
}


def cases(name: str) -> list[tuple[str, str]]:
    """Return the pairs of a file of cases; `⏎` stands for a new line."""
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    pairs = [line.partition(" ⇒ ")[::2] for line in lines if line and not line.startswith("#")]
    return [(source.replace("⏎", "\n"), expected.replace("⏎", "\n")) for source, expected in pairs]


@pytest.mark.parametrize(("source", "expected"), cases("conditions.txt"))
def test_a_condition_gives_what_the_file_says(source: str, expected: str) -> None:
    """是, 否, 未知, or the sentence that refuses it."""
    match compile_condition(source):
        case ExpressionError(sentence, 1):
            actual = sentence
        case Condition() as condition:
            actual = {True: "是", False: "否", None: "未知"}[holds(condition, CONTEXT)]
        case other:
            actual = str(other)

    assert expected == actual


@pytest.mark.parametrize(("source", "expected"), cases("templates.txt"))
def test_a_template_prints_what_the_file_says(source: str, expected: str) -> None:
    """The text, or the sentence that refuses it."""
    match compile_template(source):
        case ExpressionError(sentence):
            actual = f"拒绝：{sentence}"
        case template:
            actual = render(template, CONTEXT).text

    assert expected == actual


def condition(source: str) -> Condition:
    """Return a condition that is known to be right."""
    compiled = compile_condition(source)
    assert isinstance(compiled, Condition), compiled
    return compiled


def template(source: str) -> Template:
    """Return a template that is known to be right."""
    compiled = compile_template(source)
    assert isinstance(compiled, Template), compiled
    return compiled


def test_the_names_of_a_condition_are_dotted() -> None:
    """Each is a key of the report; 是 and 否 are no names."""
    compiled = condition("申请.新收.总计 > 0 and 收到申请 == 是 and 机关类型 in ['甲']")

    assert {"申请.新收.总计", "收到申请", "机关类型"} == compiled.names


def test_the_names_of_a_template_are_those_of_every_branch() -> None:
    """Conditions, both branches, and what stands in formats."""
    compiled = template(
        "{% if 甲 %}{{ 乙 }}{% elif 丙 %}{{ 丁|件数 }}{% else %}{{ 戊 + 1 }}{% endif %}"
    )

    assert {"甲", "乙", "丙", "丁", "戊"} == compiled.names


def test_a_slot_knows_where_it_stands() -> None:
    """The screen marks these characters as bound to the cell."""
    rendered = render(template("收到{{ 申请.新收.总计 }}件，{{ 没有答 }}。"), CONTEXT)

    assert (
        Rendered(
            "收到12件，【待补：没有答】。",
            (Span(2, 4, "申请.新收.总计"), Span(6, 14, "没有答")),
            ("没有答",),
        )
        == rendered
    )
    assert ["12", "【待补：没有答】"] == [
        rendered.text[span.start : span.end] for span in rendered.spans
    ]


def test_a_slot_over_two_names_is_bound_to_both() -> None:
    """Whichever changes, the words change."""
    rendered = render(template("{{ 年度 - 申请.新收.总计 }}"), CONTEXT)

    assert (Span(0, 4, "年度"), Span(0, 4, "申请.新收.总计")) == rendered.spans


def test_pending_names_are_told_once_and_in_order() -> None:
    """Unanswered and 待补 alike."""
    rendered = render(template("{{ 乙 }}{{ 申请.其他.总计 }}{{ 乙 }}{{ 甲 }}"), CONTEXT)

    assert ("乙", "申请.其他.总计", "甲") == rendered.pending


def test_a_condition_tells_what_it_waits_for() -> None:
    """Only the names that may still turn it."""
    assert ("没有答", "申请.其他.总计") == missing(
        condition("(没有答 > 1 or 申请.其他.总计 > 1) and 收到申请"), CONTEXT
    )
    assert () == missing(condition("没有答 > 1 or 收到申请"), CONTEXT)


def test_an_error_gives_the_line_within_the_template() -> None:
    """The caller adds where the template begins in its file."""
    for source in (
        "一\n二\n{{ 年 度 }}",
        "一\n二\n{ 年度 }",
        "一\n二{{ 年度 }}\n｛｛ 年度 ｝｝",
        "一\n\n{{ 年 且 月 }}",
    ):
        match compile_template(source):
            case ExpressionError(line=line):
                actual = line
            case _:
                actual = 0

        assert 3 == actual, source


def test_values_are_printed_as_they_are_not_as_templates() -> None:
    """What a clerk answered is never read as an expression."""
    assert "{{ 年度 }}{% if 年度 %}" == render(template("{{ 坏话 }}"), CONTEXT).text


def test_what_is_printed_has_a_limit() -> None:
    """A pasted page in a slot is cut, and says so."""
    rendered = render(template("{{ 甲 }}{{ 甲 }}尾"), {"甲": "长" * OUTPUT_LIMIT})

    assert "长" * OUTPUT_LIMIT == rendered.text
    rendered = render(template("头{{ 甲 }}"), {"甲": "长" * OUTPUT_LIMIT})
    assert rendered.text.endswith("长……（太长，后面略去）")


DEEP = {
    "brackets": "((" * 249,
    "not": "not " * 120 + "年度",
    "sum": "1+" * 200 + "1",
    "minus": "-" * 450 + "1",
    "if": "1 if 年度 else " * 35 + "1",
}


@pytest.mark.parametrize("source", DEEP.values(), ids=DEEP.keys())
def test_deep_nesting_is_refused(source: str) -> None:
    """No expression of the allowed length can exhaust the stack."""
    assert ExpressionError("套得太深，读不了。请分成几条写。") == compile_condition(source)


def test_brackets_alone_are_not_deep() -> None:
    """They come to nothing but what stands in them."""
    assert {"年度"} == condition("(" * 20 + "年度" + ")" * 20).names


def test_many_names_side_by_side_are_not_deep() -> None:
    """A long list of `and` is one node."""
    assert holds(condition(" and ".join(["收到申请"] * 50)), CONTEXT) is True


@pytest.mark.parametrize("length", [501, 5000])
def test_a_long_condition_is_refused(length: int) -> None:
    """Before anything reads it."""
    match compile_condition("1" * length):
        case ExpressionError(sentence):
            assert f"条件太长，有{length}个字，最多500个。请分成几条。" == sentence
        case _:
            pytest.fail("读了")


def test_a_long_template_is_refused() -> None:
    """Before anything reads it."""
    match compile_template("字" * 4001):
        case ExpressionError(sentence):
            assert "正文太长，有4001个字，最多4000个。请分成几条。" == sentence
        case _:
            pytest.fail("读了")


PIECES = (
    "{{", "}}", "{%", "%}", "{#", "#}", "{", "}",
    "if", "elif", "else", "endif", "for", "in", "not", "and", "or", "is", "none", "true", "raw", "set",
    "年度", "申请.新收.总计", "没有答", "甲", ".", "。", "|", "件数", "小数", "_", "__x__",
    "(", ")", "[", "]", ",", "、", "+", "-", "*", "/", "//", "**", "%", "~", "=", "==", "＝", ">", "≥", "<",
    "!", "！", "且", "或", "非", '"', "'", "“", "”", "‘", "1", "0", "2.5", "1e9", "9" * 30,
    "\n", " ", "\\", ":", ";", "\x00", "\u200b", "😀",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=60))
def test_whatever_is_written_is_read_or_refused_in_chinese(source: str) -> None:
    """Nothing raises, and no sentence of Jinja comes through."""
    for compiled in (compile_condition(source), compile_template(source)):
        match compiled:
            case ExpressionError(sentence, line):
                own_words = re.sub(r"“.*”|\{\{.*?\}\}|\{%.*?%\}", "", sentence, flags=re.DOTALL)
                allowed = r"\b(?:and|or|not|if|elif|else|endif|in|is|none)\b"
                assert not re.search(r"[A-Za-z]{2,}", re.sub(allowed, "", own_words)), sentence
                assert 1 <= line <= len(re.split(r"\r\n|\r|\n", source))
            case Condition():
                holds(compiled, CONTEXT)
            case Template():
                assert len(render(compiled, CONTEXT).text) <= OUTPUT_LIMIT + 20


def test_jinja_is_not_on_the_way_to_the_first_screen() -> None:
    """Importing the module reads no Jinja; only compiling does."""
    code = "import sys, assistant.expressions; print('jinja2' in sys.modules)"
    printed = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )

    assert "False\n" == printed.stdout
