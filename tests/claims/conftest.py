"""Both forms, as the program ships them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant import content
from assistant.forms import Form


@pytest.fixture(scope="session")
def forms() -> Mapping[str, Form]:
    """Both forms by their ids."""
    return {form.id: form for form in content.forms()}
