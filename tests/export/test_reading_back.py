"""Every figure comes back out of every format, from the cell where a person would look for it."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.document import Document, build
from assistant.document.build import printed_number
from assistant.export.docx import docx
from assistant.export.html import html
from assistant.export.markdown import markdown
from assistant.forms import Kind, shown
from assistant.report import Report
from tests.export.reading import (
    SAMPLES,
    Rows,
    document,
    docx_tables,
    figures,
    form,
    html_tables,
    markdown_tables,
    sample,
)

READERS: dict[str, Callable[[Document], list[Rows]]] = {
    "docx": lambda document: docx_tables(docx(document)),
    "html": lambda document: html_tables(html(document)),
    "md": lambda document: markdown_tables(markdown(document)),
}


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_figure_of_the_sample_years_comes_back(name: str, suffix: str) -> None:
    """样例年报的每一格都能从导出的文件里读回。"""
    known, report = sample(name)

    found = figures(known, READERS[suffix](document(name)))

    expected = {
        cell: "【待补】" if cell in report.blank else str(report.answers[cell])
        for cell in known.fields
    }
    assert expected == {
        cell: text if text == "【待补】" else re.sub("[增元]", "", text)
        for cell, text in found.items()
    }
    assert len(known.fields) == {"2019": 198, "2021": 200}[known.id]


@pytest.mark.parametrize("suffix", READERS)
@settings(max_examples=30)
@given(data=st.data())
def test_random_figures_come_back(suffix: str, data: st.DataObject) -> None:
    """随机的数，不管多大、是增是减，都能读回。"""
    known = form(data.draw(st.sampled_from(["2019", "2021"])))
    changes = st.integers(-(10**4), 10**4)
    counts = st.integers(0, 10**8)
    report = Report(
        {
            name: data.draw(changes if cell.kind is Kind.CHANGE else counts)
            for name, cell in known.fields.items()
            if not cell.total
        }
    )

    found = figures(known, READERS[suffix](build(known, report)))

    assert {
        name: printed_number(known.fields[name], number)
        for name, number in shown(known, report).items()
    } == found
