"""Every rule against its own cases: what it must report and what it must not.

A case file is named after the rule. Each case starts from a report in `samples/` and says what is different:
`格子` cells, `整行` rows, `情况` facts, `文字` words, `语料` words that follow the cells, `采用` phrases taken from the
bank, `去掉` unanswered names, `空白` cells a report leaves blank, `印作` how it prints them, `写明总计` whether
totals are written out, `上年底稿` and `上年` last year's report. `位置` (the first cells to go to), `级别` and `写着`
describe the finding.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant import checks

FOLDER = Path(__file__).parent / "cases"
KINDS = ("应报", "不应报")
CODES = sorted(check.code for check in checks.ALL)


def _file(code: str) -> Mapping[str, Any]:
    path = FOLDER / f"{code}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _cases(kind: str) -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.toml")):
        for case in _file(path.stem).get(kind, ()):
            yield pytest.param(path.stem, case, id=f"{path.stem} {case['说明']}")


def test_every_rule_has_cases_of_both_kinds() -> None:
    """A rule without a case to report and a case not to report is not finished."""
    complete = [path.stem for path in FOLDER.glob("*.toml") if set(_file(path.stem)) == set(KINDS)]

    assert sorted(complete) == CODES


@pytest.mark.parametrize(("code", "case"), list(_cases("应报")))
def test_is_reported(code: str, case: Mapping[str, Any], from_file: Callable[..., Any]) -> None:
    """A rule reports its case, at the place and in the words the case expects."""
    found = [each for each in from_file(case).checked().findings if each.code == code]

    assert found
    if "位置" in case:
        first = tuple(case["位置"])
        assert first in [each.fields[: len(first)] for each in found]
    if "级别" in case:
        assert case["级别"] in [str(each.level) for each in found]
    assert any(case.get("写着", "") in each.message for each in found)


@pytest.mark.parametrize(("code", "case"), list(_cases("不应报")))
def test_is_not_reported(code: str, case: Mapping[str, Any], from_file: Callable[..., Any]) -> None:
    """A rule is silent where nothing is wrong, or nothing can be said."""
    codes = from_file(case).codes()

    assert code not in codes
