"""The guide's first report, typed from the guide."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from assistant.terminal.app import Assistant
from tests.commands import nianbao
from tests.reports.expected import answers_of, body_of, matches_expected
from tests.terminal import guide
from tests.terminal.test_whole_reports import act

NAME = "街道2025"


@pytest.mark.slow
def test_the_guide_ends_in_the_report_it_promises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row of the guide fits what the screen shows, and the last one leaves the expected report."""
    monkeypatch.chdir(tmp_path)

    async def run() -> None:
        async with Assistant().run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for line, acts in guide.rows():
                for one in acts:
                    await act(pilot, one, line)

    asyncio.run(run())

    matches_expected(NAME, "answers.json", answers_of(tmp_path / "柳溪街道.nianbao"))
    assert 0 == nianbao("export", "柳溪街道.nianbao", "-o", "柳溪街道年报.md").code
    matches_expected(NAME, "expected.md", (tmp_path / "柳溪街道年报.md").read_bytes())
    docx = (tmp_path / "柳溪街道年报.docx").read_bytes()
    matches_expected(NAME, "expected.document.xml", body_of(docx))
