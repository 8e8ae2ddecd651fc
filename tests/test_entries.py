"""Every slip either works or is reported. Cases are files: `examples/` load as told, `broken/` complain as told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from assistant.entries import Entry, decode, listed, read, validate
from assistant.entries.complaints import SENTENCES, in_chinese
from assistant.expressions import (
    ExpressionError,
    compile_condition,
    compile_template,
)
from assistant.lint import collect
from assistant.problem import Problem, nearest

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken").glob("*.md"))
EXAMPLES = sorted((HERE / "examples").glob("*.md"))

KNOWN_NAMES = ("年度", "本机关", "机关类型", "收到申请", "申请.新收.总计", "申请.新收.自然人")
KEYS = {
    "标题": "heading",
    "编号": "id",
    "部分": "section",
    "何时用": "when",
    "适用机关": "kinds",
    "起用年": "since",
    "停用年": "until",
    "必填": "required",
    "正文": "text",
}


def _not_backwards(year: int | None) -> int | None:
    if year == 1:
        raise ValueError("停用年不能是1。请写四位数的年份。")
    return year


class Specimen(BaseModel):
    """A phrase, more or less."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heading: str = Field(max_length=20)
    id: str
    section: Literal["总体情况", "申请", "问题改进"]
    text: str
    when: str = ""
    kinds: tuple[str, ...] = Field(default=("政府部门",), min_length=1)
    since: int | None = Field(default=None, ge=2008)
    until: Annotated[int | None, AfterValidator(_not_backwards)] = None
    required: bool = True


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Return what a loader says of a file: reader, model, condition, template, names."""
    entries, problems = read(path.read_text(encoding="utf-8"), path.name)
    return collect(problems, *(_problems(entry) for entry in entries))


def _problems(entry: Entry) -> Iterator[Problem]:
    _, problems = validate(entry, Specimen, KEYS)
    yield from problems
    if "何时用" in entry.attributes:
        match compile_condition(entry.value("何时用")):
            case ExpressionError(sentence):
                yield entry.problem("何时用", sentence)
            case condition:
                for name in sorted(condition.names.difference(KNOWN_NAMES)):
                    yield entry.problem(
                        "何时用", f"没有叫“{name}”的数据{nearest(name, KNOWN_NAMES)}"
                    )
    if entry.text:
        match compile_template(entry.text):
            case ExpressionError(sentence, line):
                yield entry.text_problem(sentence, line)
            case template:
                for name in sorted(template.names.difference(KNOWN_NAMES)):
                    yield entry.text_problem(f"没有叫“{name}”的数据{nearest(name, KNOWN_NAMES)}")


def shown(entry: Entry) -> str:
    """Return an entry as the golden files show it, with the line of everything."""
    lines = [f"{entry.line} ## {entry.heading}"]
    lines += [f"{found.line} {key}={found.value}" for key, found in entry.attributes.items()]
    lines += [f"> {note!r}" for note in entry.notes]
    lines += [
        f"{line} |{words}"
        for line, words in zip(entry.text_lines, entry.text.split("\n"), strict=False)
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_slip_is_reported_on_its_line(path: Path) -> None:
    """Every file in broken/ gives exactly the complaints beside it."""
    actual = "".join(f"{problem}\n" for problem in problems_of(path))

    assert path.with_suffix(".problems.txt").read_text(encoding="utf-8") == actual


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_complaint_has_a_line_of_the_file(path: Path) -> None:
    """No line is invented, none is left out where one can be blamed."""
    last = path.read_text(encoding="utf-8").count("\n") + 1

    assert [] == [one for one in problems_of(path) if not 1 <= (one.line or 0) <= last]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_loads_without_complaint(path: Path) -> None:
    """Every file in examples/ is right as it stands."""
    assert () == problems_of(path)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_as_told(path: Path) -> None:
    """Headings, values, notes and text arrive as typed, each with its line."""
    entries, _ = read(path.read_text(encoding="utf-8"), path.name)

    actual = "\n".join(shown(entry) for entry in entries)

    assert path.with_suffix(".entries.txt").read_text(encoding="utf-8") == actual


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_line_ends_and_byte_order_marks_change_nothing(path: Path, end: str, mark: str) -> None:
    """A file saved by another editor is the same file."""
    text = path.read_text(encoding="utf-8")

    assert read(text, "同一个.md") == read(mark + text.replace("\n", end), "同一个.md")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_of_any_notepad_encoding_is_decoded(encoding: str) -> None:
    """UTF-8 with or without a mark, and UTF-16 with one."""
    assert ("## 标题\n", ()) == decode("## 标题\n".encode(encoding), "甲.md")


def test_a_file_in_an_old_encoding_is_refused_with_the_remedy() -> None:
    """GBK is not guessed at."""
    text, problems = decode("## 一\n编号：二\n".encode("gbk"), "甲.md")

    assert "" == text
    assert ["甲.md：这个文件不是 UTF-8 编码，没有读。请用记事本“另存为”，编码选 UTF-8。"] == [
        str(problem) for problem in problems
    ]


def test_an_empty_file_has_nothing_in_it() -> None:
    """Nothing is wrong with a file nobody has begun."""
    assert ((), ()) == read("\ufeff\r\n\u3000\n", "空.md")


def test_a_template_error_points_into_the_file() -> None:
    """The second line of the text is the file's line, though a note stands in between."""
    entries, _ = read("## 一\n编号：一\n\n第一段。\n\n> 注\n\n第二段。\n", "甲.md")

    assert 8 == entries[0].text_problem("错了。", 3).line


SNIPPETS = (
    "## 标题", "##标题", "＃＃　标题", "# 大标题", "### 小标题", "#3号",
    "编号：一", "编号:二", "部分：申请", "- 部分：申请", "　编　号：三", "键：", "：值", "编号=一",
    "正文字。", "　　缩进。", "    四格。", "> 注释", "＞注释", ">", "", "", "", "\u3000",
    "---", "===", "***", "```", "~~~", "1. 一", "2025. 年", "[1]: 依据", "* 星", "|表|格|", "\\",
    "<!-- 藏", "-->", "<!-- 藏 -->", "<!-- 藏 --> 露", "字<!-- 藏 -->字", "<！-- 错 -->",
    "<div>", "</div>", "<pre>", "<br>字", "字<br>", "<?php", "<!DOCTYPE", "<![CDATA[", "&nbsp;字",
    "{{ 年度 }}", "｛｛ 年度 ｝｝", "{% if 年度 %}", "\t制表", "字\u200b字", "a\x00b", "\u2028",
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.sampled_from(SNIPPETS), max_size=14))
def test_no_line_disappears_without_a_word(lines: list[str]) -> None:
    """Whatever stands where: each line is kept, is hidden by a comment, or has a complaint."""
    marked = [f"{line}字{n}号" if line.strip() else line for n, line in enumerate(lines, start=1)]
    entries, problems = read("\n".join(marked), "甲.md")
    kept = "\n".join(
        "\n".join([entry.heading, *(one.value for one in entry.attributes.values()), entry.text])
        for entry in entries
    )
    told = {line for problem in problems for line in _covered(problem, marked)}
    hidden = _hidden(marked)
    notes = {n for n, line in enumerate(marked, start=1) if line.lstrip().startswith((">", "＞"))}
    titles = {n for n, line in enumerate(marked, start=1) if re.match(r"# ", line)}
    before = entries[0].line if entries else len(marked) + 1

    lost = [
        n
        for n, line in enumerate(marked, start=1)
        if line.strip()
        and f"字{n}号" not in kept
        and n not in told | hidden | notes
        and not (n in titles and n < before)
    ]

    assert [] == lost


def _covered(problem: Problem, lines: list[str]) -> range:
    """Return the lines a complaint speaks of: its own, or as far as it says."""
    start = problem.line or 0
    if found := re.search(r"到第(\d+)行都没有读", problem.message):
        return range(start, int(found[1]) + 1)
    if "直到文件末尾都被隐藏" in problem.message:
        return range(start, len(lines) + 1)
    if "不在任何词条里" in problem.message or "算作注释" in problem.message:
        blank = (n for n in range(start, len(lines) + 1) if not lines[n - 1].strip(" \t\u3000"))
        return range(start, next(blank, len(lines) + 1))
    return range(start, start + 1)


def _hidden(lines: list[str]) -> set[int]:
    """Return the lines within `<!-- -->`, found without a Markdown parser."""
    hidden, inside = set(), False
    for n, line in enumerate(lines, start=1):
        inside = inside or line.lstrip().startswith("<!--")
        if inside:
            hidden.add(n)
        inside = inside and "-->" not in line
    return hidden


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    """Reading never fails, and every complaint stands on a line of the file."""
    _, problems = read(text, "甲.md")

    assert [] == [one for one in problems if not (one.line and one.line <= len(text) + 1)]


def test_a_value_of_several_items_is_split() -> None:
    """、，； and ｜ all separate; empty items vanish."""
    assert ("申请", "新收", "去年", "结转") == listed("申请、新收，去年｜结转；")


# What pydantic says -------------------------------------------------------------------------------------------

RAISED_BY: dict[str, set[str]] = {
    "model": {"missing", "extra_forbidden"},
    "model-fields": {"missing", "extra_forbidden"},
    "model-field": {"missing"},
    "str": {"string_type", "string_too_short", "string_too_long", "string_pattern_mismatch"},
    "int": {
        "int_type", "int_parsing", "int_parsing_size", "int_from_float", "multiple_of",
        "greater_than", "greater_than_equal", "less_than", "less_than_equal",
    },
    "decimal": {
        "decimal_type", "decimal_parsing", "decimal_max_digits", "decimal_max_places", "decimal_whole_digits",
        "finite_number", "multiple_of", "greater_than", "greater_than_equal", "less_than", "less_than_equal",
    },
    "bool": {"bool_type", "bool_parsing"},
    "literal": {"literal_error"},
    "enum": {"enum"},
    "tuple": {"tuple_type", "too_short", "too_long", "missing"},
    "list": {"list_type", "too_short", "too_long"},
    "nullable": set(),
    "default": set(),
    "function-after": {"value_error", "assertion_error"},
    "function-before": {"value_error", "assertion_error"},
    "function-wrap": {"value_error", "assertion_error"},
    "function-plain": {"value_error", "assertion_error"},
    "none": {"none_required"},
}  # fmt: skip


def _models() -> list[type[BaseModel]]:
    """Return every model of entries: the specimen here, and those the loaders declare."""
    import assistant.interview.reading
    import assistant.phrases.reading  # noqa: F401

    def below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
        for one in model.__subclasses__():
            yield one
            yield from below(one)

    # A plain copy of a draft (assistant.transcript) is JSON, not an entry, and says its errors itself.
    ours = {"assistant.interview.reading", "assistant.phrases.reading", Specimen.__module__}
    return [model for model in below(BaseModel) if model.__module__ in ours]


def _schema_types(schema: object) -> Iterator[str]:
    """Yield the type of every node of a pydantic core schema; field names and metadata are no nodes."""
    match schema:
        case dict():
            if isinstance(schema.get("type"), str) and schema["type"] != "definition-ref":
                yield schema["type"]
            for key, part in schema.items():
                if key not in {
                    "metadata",
                    "serialization",
                    "config",
                    "expected",
                    "default",
                    "function",
                }:
                    yield from _schema_types(part)
        case list() | tuple():
            for part in schema:
                yield from _schema_types(part)
        case _:
            return


def test_every_error_a_model_can_raise_is_said_in_chinese() -> None:
    """A model that begins to use another kind of field has to say its errors too."""
    used = {name for model in _models() for name in _schema_types(model.__pydantic_core_schema__)}

    assert set() == used - RAISED_BY.keys()
    assert set() == {error for name in used for error in RAISED_BY[name]} - SENTENCES.keys()


def test_every_sentence_belongs_to_an_error_of_pydantic() -> None:
    """A sentence for an error that does not exist is a slip of the pen."""
    known = set(get_args(ErrorType))

    assert set() == SENTENCES.keys() - known


@pytest.mark.parametrize("error", sorted(SENTENCES))
def test_a_sentence_is_chinese_and_complete(error: str) -> None:
    """No placeholder stays open, no English word slips in, and a full stop ends it."""
    context = dict.fromkeys(re.findall(r"\{(\w+)\}", SENTENCES[error]), 3)
    detail = ErrorDetails(
        type=error,
        loc=("id",),
        msg="",
        input="甲",
        ctx={**context, "error": "错了", "expected": "'乙'"},
    )

    sentence = in_chinese(detail)

    assert not re.search(r"[A-Za-z{}]", sentence)
    assert sentence.endswith(("。", "？"))


def test_the_choices_of_a_literal_are_all_named() -> None:
    """Pydantic's “'a', 'b' or 'c'” becomes a Chinese list."""
    with pytest.raises(ValidationError) as raised:
        Specimen.model_validate({"heading": "一", "id": "一", "section": "申靖", "text": "一"})

    assert "只能写“总体情况”、“申请”、“问题改进”，现在写的是“申靖”，是不是“申请”？" == in_chinese(
        raised.value.errors()[0]
    )
    assert ("总体情况", "申请", "问题改进") == get_args(Specimen.model_fields["section"].annotation)


def test_values_arrive_as_the_model_wants_them() -> None:
    """是 is true, a list is a tuple, digits are a number; the rest is text as typed."""
    text = "## 一\n编号：0086\n部分：申请\n适用机关：政府部门、人民政府\n必填：否\n起用年：2019\n\n文。\n"
    entries, _ = read(text, "甲.md")
    model, problems = validate(entries[0], Specimen, KEYS)
    expected: dict[str, Any] = {
        "heading": "一", "id": "0086", "section": "申请", "text": "文。", "when": "", "until": None,
        "kinds": ("政府部门", "人民政府"), "since": 2019, "required": False,
    }  # fmt: skip

    assert () == problems
    assert model is not None
    assert expected == model.model_dump()
