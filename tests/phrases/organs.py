"""Invented organs whose answers the phrases are tried on: a township that had nothing, a bureau, a city."""

from collections.abc import Mapping
from functools import cache

from assistant import content
from assistant.forms import Form
from assistant.phrases.trial import Trial
from assistant.report import Report, Value


@cache
def _trials() -> Mapping[str, Trial]:
    return content.trials()


def _report(name: str, year: int) -> tuple[Form, Report]:
    form = content.form_for_year(year)
    return form, _trials()[name].report(form, year)


def town(year: int = 2025) -> tuple[Form, Report]:
    """Return a township without applications, cases or documents; every question that matters is answered."""
    return _report("镇", year)


def bureau(year: int = 2025) -> tuple[Form, Report]:
    """Return a district bureau with applications, cases, documents and decisions."""
    return _report("局", year)


def city(year: int = 2025) -> tuple[Form, Report]:
    """Return a city's report over all its organs."""
    return _report("市", year)


TOWN: Mapping[str, Value] = _trials()["镇"].facts
BUREAU: Mapping[str, Value] = _trials()["局"].facts
