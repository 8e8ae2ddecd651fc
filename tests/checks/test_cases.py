"""Every rule against its own cases: what it must report and what it must not.

`cases/` has two files for every rule: `编号.应报.md` is what it must report, `编号.不应报.md` what looks like it and
is right. Each case starts from a report in `samples/` and says what is different; how, is told in `case_files`.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant import checks
from assistant.checks.case import Case
from tests.checks import case_files

FOLDER = Path(__file__).parent / "cases"
KINDS = ("应报", "不应报")
CODES = {check.code for check in checks.ALL}


def _cases(kind: str) -> Iterator[Any]:
    for code, case in case_files.cases(FOLDER, kind):
        yield pytest.param(code, case, id=f"{code} {case['说明']}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_has_cases_of_both_kinds(kind: str) -> None:
    """A rule without a case to report and a case not to report is not finished."""
    assert {code for code, _ in case_files.cases(FOLDER, kind)} == CODES


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (
            "- 申请.新收.自燃人：3",
            "a.md第3行：没有“申请.新收.自燃人”，是不是“申请.新收.自然人”",
        ),
        ("申请.新收.自然人 3", "a.md第3行看不懂"),
    ],
)
def test_a_slip_in_a_case_file_is_told(line: str, why: str, tmp_path: Path) -> None:
    """A name nobody knows and a line that is none are refused with file and line, the nearest name offered."""
    path = tmp_path / "a.md"
    path.write_text(f"# T3-BAL 应报\n## 一件\n{line}\n", encoding="utf-8")

    with pytest.raises(case_files.NotUnderstood, match=why):
        case_files.read(path)


@pytest.mark.parametrize(("code", "case"), list(_cases("应报")))
def test_is_reported(code: str, case: Mapping[str, Any], from_file: Callable[..., Any]) -> None:
    """A rule reports its case, at the place and in the words the case expects."""
    written = from_file(case)
    found = [each for each in written.checked().findings if each.code == code]
    texts = Case(written.form, written.report).texts

    assert found
    if "标出" in case:
        assert case["标出"] in [texts[each.place][slice(*each.span)] for each in found if each.span]
    if "位置" in case:
        first = tuple(case["位置"])
        assert first in [each.fields[: len(first)] for each in found]
    if "级别" in case:
        assert case["级别"] in [str(each.level) for each in found]
    assert any(
        case.get("写着", "") in each.message and case.get("办法", "") in each.cure for each in found
    )


@pytest.mark.parametrize(("code", "case"), list(_cases("不应报")))
def test_is_not_reported(code: str, case: Mapping[str, Any], from_file: Callable[..., Any]) -> None:
    """A rule is silent where nothing is wrong, or nothing can be said."""
    codes = from_file(case).codes()

    assert code not in codes


@pytest.mark.parametrize(("code", "case"), list(_cases("应报")))
def test_the_words_of_a_finding_stand_where_it_says(
    code: str, case: Mapping[str, Any], from_file: Callable[..., Any]
) -> None:
    """What is marked on the screen lies within the text and is not empty."""
    written = from_file(case)
    texts = Case(written.form, written.report).texts
    spans = [
        (*each.span, len(texts[each.place]))
        for each in written.checked().findings
        if each.code == code and each.span
    ]

    assert [] == [span for span in spans if not 0 <= span[0] < span[1] <= span[2]]
