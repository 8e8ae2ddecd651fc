"""Sample reports and cases as files: figures written sparsely over a whole report."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import assistant.forms
from assistant import content
from assistant.checks import Checked, run
from assistant.forms import Form, form_for_year, parse_all, shown
from assistant.report import TEXT, Paragraph, Pending, Report, Value
from tests.checks import case_files

HERE = Path(__file__).parent
KEYS = {
    "年份", "照抄", "其余各格", "格子", "整行", "情况", "文字", "语料", "采用", "空白", "印作", "去掉", "写明总计",
}  # fmt: skip
"""What a sample may say. A case says some of it over again, and what it expects."""

EXPECTED = {
    "说明",
    "规则",
    "还查不出",
    "底稿",
    "上年底稿",
    "上年",
    "今天",
    "位置",
    "级别",
    "写着",
    "办法",
    "标出",
}


class Written(NamedTuple):
    """A case ready to be checked."""

    form: Form
    report: Report
    last_year: Report | None
    today: date | None

    def checked(self) -> Checked:
        """Return what the checks say."""
        standards = content.standards().standards
        return run(self.form, self.report, self.last_year, self.today, standards)

    def codes(self) -> list[str]:
        """Return the codes of all findings, in their order."""
        return [finding.code for finding in self.checked().findings]


def merged(sample: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return a sample with what another one says over it."""
    result = dict(sample)
    for key, value in over.items():
        mapping = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = {**result[key], **value} if mapping else value
    return result


def load_sample(name: str) -> dict[str, Any]:
    """Return a sample with everything it copies from another."""
    return read_sample(HERE / "samples" / f"{name}.md")


def read_sample(path: Path) -> dict[str, Any]:
    """Return the report a file describes, with everything it copies from a sample."""
    (sample,) = case_files.read(path)
    base = sample.pop("照抄", "")
    return merged(load_sample(base), sample) if base else sample


def _value(written: Any) -> Value:
    if isinstance(written, str) and written.startswith("待补"):
        return Pending(written.removeprefix("待补").lstrip("："))
    return written  # type: ignore[no-any-return]


def _cells(form: Form, sample: Mapping[str, Any]) -> dict[str, Value]:
    cells: dict[str, Value] = {}
    if "其余各格" in sample:
        cells.update(
            {name: sample["其余各格"] for name, field in form.fields.items() if not field.total}
        )
    for row, numbers in sample.get("整行", {}).items():
        names = [name for name in form.fields if name.startswith(f"{row}.")]
        cells.update(zip(names, numbers, strict=True))
    cells.update({name: _value(value) for name, value in sample.get("格子", {}).items()})
    return cells


def make(forms: tuple[Form, ...], sample: Mapping[str, Any]) -> tuple[Form, Report]:
    """Return the report a sample describes, with its form."""
    assert set(sample) <= KEYS
    form = form_for_year(forms, sample["年份"])
    answers: dict[str, Value] = {"年份": sample["年份"], **_cells(form, sample)}
    answers.update({name: _value(value) for name, value in sample.get("情况", {}).items()})
    for kind, bound in (("文字", False), ("语料", True)):
        for place, words in sample.get(kind, {}).items():
            text = _value(words)
            answers[TEXT + place] = (
                (Paragraph(text, bound=bound),) if isinstance(text, str) else text
            )
    for place, chosen in sample.get("采用", {}).items():
        text = content.bank().bank.by_id[chosen].text
        answers[TEXT + place] = (Paragraph(text, phrase=chosen, bound=True),)
    left_out = {*sample.get("去掉", ()), *sample.get("空白", ())}
    report = Report(
        {name: value for name, value in answers.items() if name not in left_out},
        blank=frozenset(sample.get("空白", ())),
        printed=sample.get("印作", {}),
    )
    if sample.get("写明总计"):
        figures = shown(form, report)
        report = report.with_answers(
            {name: figures[name] for name, field in form.fields.items() if field.total}
        )
        changed = {name: _value(value) for name, value in sample.get("格子", {}).items()}
        report = report.with_answers(changed)
    return form, report


def write_case(forms: tuple[Form, ...], case: Mapping[str, Any]) -> Written:
    """Return the report a case describes over its sample, with last year's if it names one."""
    own = {key: value for key, value in case.items() if key not in EXPECTED}
    form, report = make(forms, merged(load_sample(case["底稿"]), own))
    last_year = None
    if "上年底稿" in case:
        earlier = merged(load_sample(case["上年底稿"]), {"年份": (report.year or 0) - 1})
        # A sample serves as both years: its words would all be repeated ones.
        earlier.pop("文字", None)
        _, last_year = make(forms, merged(earlier, case.get("上年", {})))
    return Written(form, report, last_year, case.get("今天"))


@pytest.fixture(scope="session")
def forms() -> tuple[Form, ...]:
    """Both forms as the program ships them, the older first."""
    folder = Path(assistant.forms.__file__).parent
    return parse_all({path.name: path.read_text("utf-8") for path in folder.glob("*.toml")})


@pytest.fixture(scope="session")
def case(forms: tuple[Form, ...]) -> Callable[..., Written]:
    """Return a function from a sample's name, and what to say over it, to a report to be checked."""

    def written(sample: str, **over: Any) -> Written:
        return write_case(forms, {"底稿": sample, **over})

    return written


@pytest.fixture(scope="session")
def from_file(forms: tuple[Form, ...]) -> Callable[[Mapping[str, Any]], Written]:
    """Return a function from one case of a case file to a report to be checked."""
    return lambda written: write_case(forms, written)
