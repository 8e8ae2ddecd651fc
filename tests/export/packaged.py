"""A package for signing, from a draft with a history: typed figures, a phrase, explanations, last year."""

from datetime import UTC, datetime

from assistant import checks
from assistant.changes import Change, Log, Via
from assistant.export.submission import Submission
from assistant.report import LAST_YEAR, Paragraph, Value
from tests.export.reading import sample

FORM, REPORT = sample("figures-2025")
LAST = {
    name: value
    for name, value in REPORT.answers.items()
    if not isinstance(value, tuple) and name != "年份"
} | {"年份": 2024, "申请.新收.自然人": 12000, "申请.新收.总计": 12457}
AT = datetime(2026, 1, 8, 9, 30, tzinfo=UTC)


def log(*more: tuple[str, Value, Via, str]) -> Log:
    """A history: the sample typed by 李某, one sentence from a phrase, and what else is asked for."""
    plain = [(name, value, Via.TYPED, "") for name, value in REPORT.answers.items()]
    last = [
        (LAST_YEAR + name, value, Via.IMPORTED, "2024年报.docx") for name, value in LAST.items()
    ]
    words: Value = (Paragraph("全年新收{{ 申请.新收.总计 }}件。", phrase="申请-01", bound=True),)
    given = [*plain, *last, ("正文.申请.说明", words, Via.PHRASE, "申请-01"), *more]
    return Log(
        AT,
        "李某",
        tuple(
            Change(no, no, name, None, value, via, AT, "李某", source)
            for no, (name, value, via, source) in enumerate(given, start=1)
        ),
    )


def submission(*more: tuple[str, Value, Via, str]) -> Submission:
    """The package of that history."""
    history = log(*more)
    report = history.report
    return Submission(FORM, report, history, checks.run(FORM, report, report.last_year()))
