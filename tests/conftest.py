"""What every test stands on: the same random cases in every run, and a home of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same every time", derandomize=True, deadline=None)
settings.load_profile("same every time")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the list of recent drafts, and an office's own folders, away from the tester's."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIANBAO_HOME", str(home))
        patch.delenv("NIANBAO_PROMPTS", raising=False)
        patch.delenv("NIANBAO_PHRASEBANK", raising=False)
        patch.delenv("NIANBAO_CHECKS", raising=False)
        yield home
