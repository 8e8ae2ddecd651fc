import pytest

from assistant import content
from assistant.phrases.bank import Bank


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The phrase bank as it ships."""
    return content.bank().bank
