"""The two forms as the program ships them, and a whole year of figures."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import assistant.forms
from assistant.forms import Form, parse_all
from assistant.report import Report

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def texts() -> Mapping[str, str]:
    """The shipped form files by name."""
    folder = Path(assistant.forms.__file__).parent
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.toml")}


@pytest.fixture(scope="session")
def forms(texts: Mapping[str, str]) -> tuple[Form, ...]:
    """Both forms, the older first."""
    return parse_all(texts)


@pytest.fixture(scope="session")
def form_2019(forms: tuple[Form, ...]) -> Form:
    """The form of 2019 and 2020."""
    return forms[0]


@pytest.fixture(scope="session")
def form_2021(forms: tuple[Form, ...]) -> Form:
    """The form since 2021."""
    return forms[1]


@pytest.fixture(scope="session", params=["2019", "2021"])
def form(request: pytest.FixtureRequest, forms: tuple[Form, ...]) -> Form:
    """Each form in turn."""
    return next(form for form in forms if form.id == request.param)


@pytest.fixture(scope="session")
def yunlan() -> Report:
    """A city's whole year in the 2021 form: every cell filled, every sum and identity right."""
    source = json.loads((HERE / "yunlan-2025.json").read_text(encoding="utf-8"))
    return Report({"单位全称": source["unit"], "年份": source["year"], **source["fields"]})
