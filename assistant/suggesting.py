"""Wording from the command line: one query, or one JSON object a line with its own facts."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from assistant import content
from assistant.forms import Form
from assistant.phrases.suggest import Suggester, Suggestion
from assistant.problem import AssistantError, nearest
from assistant.report import Report

if TYPE_CHECKING:
    from assistant.phrases.bank import Bank

ASKED = ("query", "section", "facts", "year", "unit", "kind")


class QueryRefused(AssistantError):
    """A query names a part of the report that there is not, or is not of the right shape."""


@dataclass(frozen=True)
class Asked:
    """One line of input: where to look, what for, with which facts."""

    finder: Finder
    query: str
    section: str


@dataclass(frozen=True)
class Finder:
    """The bank with the report its conditions are judged by."""

    bank: Bank
    form: Form
    report: Report

    @classmethod
    def ready(cls, form: Form | None = None, report: Report | None = None) -> Self:
        """Return a finder over a report; without one, over nothing known in the newest form."""
        return cls(content.bank().bank, form or content.forms()[-1], report or Report())

    def find(self, query: str, section: str, limit: int) -> tuple[Suggestion, ...]:
        """Return at most `limit` wordings for the query, best first; `section` is a section or a place, or empty.

        What does not agree with the report comes last, and only where room is left.
        """
        if section and section not in self.form.places:
            raise QueryRefused(f"没有“{section}”这一部分{nearest(section, self.form.places)}")
        return self.suggester.suggest(query, section or None, limit)[:limit]

    def remark(self, query: str, found: tuple[Suggestion, ...]) -> str:
        """Return what to say of wordings that are none, or may not be meant; nothing otherwise."""
        if not found:
            return f"没有找到“{query}”。"
        sure = self.suggester.is_sure(query, found)
        return "" if sure else f"没有很像“{query}”的，这些只是可能有关。"

    @cached_property
    def suggester(self) -> Suggester:
        """The suggestions over this report, kept for every query of a stream."""
        return Suggester(self.bank, self.form, self.report, self._settled())

    def _settled(self) -> Collection[str]:
        """Return the facts that will never be answered; for nothing known, the questions need not be read."""
        if not self.report.answers:
            return ()
        from assistant.interview import session

        return session.settled(content.script().script, self.form, self.report)

    def asked(self, line: str) -> Asked:
        """Return what one line asks: plain words, or a JSON object with query, section and facts."""
        if not line.startswith("{"):
            return Asked(self, line, "")
        from assistant import answers

        source = answers.json_object(line, "标准输入")
        unknown = next((key for key in source if key not in ASKED), None)
        if unknown is not None:
            raise QueryRefused(f"不认识“{unknown}”这一项{nearest(unknown, ASKED)}")
        query = source.get("query", "")
        section = source.get("section", "")
        if not isinstance(query, str) or not isinstance(section, str):
            raise QueryRefused("query 和 section 应当是文字。")
        return Asked(self._with(source), query, section)

    def _with(self, source: Mapping[str, Any]) -> Finder:
        """Facts beside a query: cells and facts by name, over the report there is."""
        if not source.keys() & {"facts", "year", "unit", "kind"}:
            return self
        from assistant import answers

        facts = source.get("facts") or {}
        if not isinstance(facts, dict):
            raise QueryRefused("facts 应当是花括号括起来的一组“名称: 值”。")
        year = source.get("year") or facts.get("年份") or self.report.year or self.form.first_year
        cells = {name: value for name, value in facts.items() if "." in name}
        named = {name: value for name, value in facts.items() if "." not in name}
        whole = {"unit": source.get("unit"), "year": year, "kind": source.get("kind")}
        whole |= {"fields": cells, "facts": {k: v for k, v in named.items() if k != "年份"}}
        read = answers.read(whole, "标准输入", content.forms(), content.script().script.facts)
        merged = self.report.with_answers(read.report.answers)
        return replace(self, form=read.form, report=merged)


def as_json(found: Suggestion) -> dict[str, Any]:
    """Return a suggestion in the shape the command line prints."""
    return {
        "id": found.phrase.id,
        "topic": found.phrase.topic,
        "title": found.phrase.title,
        "text": found.text,
        "applies": str(found.applies),
        "why": found.why,
        "matched": [list(span) for span in found.matched],
    }


def json_line(found: tuple[Suggestion, ...]) -> str:
    """Return suggestions as one line of JSON."""
    return json.dumps([as_json(one) for one in found], ensure_ascii=False)
