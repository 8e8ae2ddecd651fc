"""The forms as the program ships them."""

import pytest

from assistant import content
from assistant.forms import Form


@pytest.fixture(scope="session")
def forms() -> tuple[Form, ...]:
    """Every form, the oldest first."""
    return content.forms()


@pytest.fixture(scope="session", params=["2019", "2021"])
def form(request: pytest.FixtureRequest, forms: tuple[Form, ...]) -> Form:
    """Each form in turn."""
    return next(form for form in forms if form.id == request.param)
