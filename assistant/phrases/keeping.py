"""A paragraph that was worded well, as an entry of the office's own bank. Nothing here touches a file.

What came from the report goes back into slots (the year, the organ's name, the figures of the phrase it was made
of), so that the words serve other years. The entry is read as any own entry is, and its problems are returned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from assistant.expressions import render
from assistant.forms import BUILT_IN
from assistant.organs import Organs
from assistant.phrases.bank import Bank
from assistant.phrases.phrase import Phrase
from assistant.phrases.reading import load
from assistant.problem import Problem
from assistant.report import UNIT, YEAR, Report, Value

OWN_PATH: Final = "语料/本单位语料.md"

_HEAD: Final = "# 本单位语料\n"
_BEYOND: Final = 2
"""Characters around a figure by which it is known again."""


@dataclass(frozen=True)
class Kept:
    """What would be written."""

    entry: str
    """The entry as it stands in an entry file."""

    phrase: Phrase | None
    """The phrase it makes; nothing when it cannot be used as it is."""

    problems: tuple[Problem, ...] = ()
    """What is wrong with it, mistakes and faults of style; with a phrase, only the latter."""


@dataclass(frozen=True)
class Wording:
    """What the drafter says of a paragraph to keep."""

    text: str
    """The words as they stand in the report, or a template over names."""

    title: str
    """Up to 20 characters."""

    place: str
    """Where it stands, an id of `Form.places`."""

    keywords: tuple[str, ...] = ()
    """Three to six; those of the phrase it came from when there are none."""

    topic: str = ""
    """The 编号 of its topic; that of the phrase it came from when empty."""


def as_entry(
    wording: Wording,
    bank: Bank,
    report: Report,
    names: Mapping[str, Value],
    facts: Iterable[str],
    organs: Organs,
    origin: Phrase | None = None,
) -> Kept:
    """Return the entry for a paragraph, read and checked.

    `names` is the context of the report (`forms.context`), `facts` are the names questions declare, `origin` is the
    phrase the paragraph was made of: its figures, condition, family and keywords are taken over.
    """
    topic = wording.topic or (origin.topic if origin else "")
    id_ = _free_id(topic, bank)
    text = with_slots(wording.text, report, names, origin)
    keywords = wording.keywords or (origin.keywords if origin else ())
    lines = [
        f"## {wording.title}",
        f"编号：{id_}",
        f"话题：{topic}",
        f"部分：{wording.place}",
        f"族：{origin.family if origin else id_}",
        f"关键词：{'、'.join(keywords)}",
        f"何时用：{origin.when if origin else ''}",
    ]
    entry = "\n".join((*(line for line in lines if not line.endswith("：")), "", text, ""))
    made, problems = load((), bank.forms, facts, bank.topics, organs, [(OWN_PATH, entry)])
    return Kept(entry, made.by_id.get(id_), problems)


def with_entry(file: str, entry: str) -> str:
    """Return an entry file with one entry more, at its end."""
    before = file.rstrip() or _HEAD.rstrip()
    return f"{before}\n\n{entry.strip()}\n"


def with_slots(
    text: str, report: Report, names: Mapping[str, Value], origin: Phrase | None = None
) -> str:
    """Return a paragraph with slots where its words came from answers.

    A figure becomes a slot again only where the characters around it are those of the phrase it came from; the
    year and the organ's name do wherever they stand. A text that has slots already is returned as it is.
    """
    if "{{" in text or "{%" in text:
        return text
    if origin is not None:
        text = _figures_back(text, origin, names)
    if report.year is not None:
        text = text.replace(f"{report.year}年", "{{ 年度 }}年")
        text = text.replace(f"{report.year - 1}年", "{{ 上年 }}年")
    own = (report.text_fact(UNIT), report.text_fact("自称"))
    for name in filter(None, own):
        text = text.replace(name, "{{ 本机关 }}")
    return text


def _figures_back(text: str, origin: Phrase, names: Mapping[str, Value]) -> str:
    done = render(origin.template, names)
    for span in reversed(done.spans):
        if span.name in (YEAR, *BUILT_IN) or span.start == span.end:
            continue
        words = done.text[span.start : span.end]
        before = done.text[max(0, span.start - _BEYOND) : span.start]
        after = done.text[span.end : span.end + _BEYOND]
        for lead, trail in ((before, after), (before, after[:1]), (before[-1:], after[:1])):
            if text.count(f"{lead}{words}{trail}") == 1:
                slot = f"{lead}{{{{ {span.name} }}}}{trail}"
                text = text.replace(f"{lead}{words}{trail}", slot)
                break
    return text


def _free_id(topic: str, bank: Bank) -> str:
    number = 1
    while f"{topic}.自有.{number}" in bank.by_id:
        number += 1
    return f"{topic}.自有.{number}"
