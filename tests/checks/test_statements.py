"""Sentences and whole narratives in words that were not taken from the program: the true ones pass, the others do not.

They were written first and tried afterwards; what the first try gave stands on the page about accuracy.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

import pytest

from assistant.document import Mode, build
from assistant.export import exporter_for
from assistant.export.office import STANDARD
from assistant.finding import Level
from assistant.forms import Form
from assistant.importing import import_report
from assistant.report import Report
from tests.checks import case_files
from tests.checks.conftest import Written, make, read_sample

HERE = Path(__file__).parent
ASKED_FOR = {"Q-LEN", "T3-SECRET"}
"""Rules that ask for a reason whenever a text is long, whenever there is a secret: right of these narratives, too."""


def _cases(kind: str, *, found: bool = True) -> Iterator[Any]:
    for path in sorted(HERE.glob(f"statements*.{kind}.md")):
        for case in case_files.read(path):
            if ("还查不出" not in case) is found:
                yield pytest.param(case, id=case["说明"])


@pytest.mark.parametrize("case", list(_cases("不应报")))
def test_a_true_statement_passes(
    case: Mapping[str, Any], from_file: Callable[[Mapping[str, Any]], Written]
) -> None:
    """What agrees with the tables is neither blocked nor has to be explained."""
    found = from_file(case).checked().findings

    assert [] == [
        each.message
        for each in found
        if each.level is not Level.HINT and each.code not in ASKED_FOR
    ]


@pytest.mark.parametrize("case", list(_cases("应报")))
def test_a_wrong_statement_is_found(
    case: Mapping[str, Any], from_file: Callable[[Mapping[str, Any]], Written]
) -> None:
    """One of the rules named speaks."""
    assert set(case["规则"]) & set(from_file(case).codes())


@pytest.mark.parametrize("case", list(_cases("应报", found=False)))
def test_what_is_not_understood_yet_is_known(
    case: Mapping[str, Any], from_file: Callable[[Mapping[str, Any]], Written]
) -> None:
    """No rule speaks of these; once one does, the line 还查不出 goes."""
    assert not set(case["规则"]) & set(from_file(case).codes())


NARRATIVES = sorted((HERE / "narratives").glob("*.md"))


def _wrong(form: Form, report: Report) -> list[str]:
    """Return what blocks or asks for a reason without need."""
    return [
        f"{each.code} {each.message}"
        for each in Written(form, report, None, None).checked().findings
        if each.level is not Level.HINT and each.code not in ASKED_FOR
    ]


@pytest.mark.parametrize("path", NARRATIVES, ids=lambda one: one.stem)
def test_a_whole_narrative_passes(path: Path, forms: tuple[Form, ...]) -> None:
    """Nothing in a whole report that agrees with itself is blocked or has to be explained."""
    assert [] == _wrong(*make(forms, read_sample(path)))


@pytest.mark.parametrize("suffix", ["md", "html"])
@pytest.mark.parametrize("path", NARRATIVES, ids=lambda one: one.stem)
def test_it_passes_when_it_is_read_from_a_file(
    path: Path, suffix: str, forms: tuple[Form, ...]
) -> None:
    """Nor when the report comes from a published page: a section is one text, and nobody has answered anything."""
    form, report = make(forms, read_sample(path))
    page = exporter_for(PurePath(f"a.{suffix}"))(build(form, report, Mode.FINAL), STANDARD)
    found = import_report(page, f"a.{suffix}", forms)

    assert [] == _wrong(found.form, found.report)
