"""What the words of the form mean, for someone who reads them for the first time."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Term:
    """One word with its meaning."""

    term: str
    meaning: str
    source: str
    """The law or notice it rests on, or 惯常理解."""

    also: tuple[str, ...] = ()
    """Other ways in which it is written."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, the longest first."""
        return tuple(sorted((self.term, *self.also), key=len, reverse=True))


@dataclass(frozen=True)
class Glossary:
    """The words that are explained."""

    terms: tuple[Term, ...]
    as_of: date
    """When the sources were last looked at."""

    source: str

    def occurring(self, text: str) -> tuple[Term, ...]:
        """Return the terms that a text speaks of, in the order of the text.

        A short name inside a longer one is not the short term: 政府信息公开工作机构 does not ask for 公开.
        """
        names = sorted(
            ((name, term) for term in self.terms for name in term.names),
            key=lambda pair: len(pair[0]),
            reverse=True,
        )
        found: dict[int, Term] = {}
        left = text
        for name, term in names:
            at = left.find(name)
            if at >= 0:
                found.setdefault(at, term)
                left = left.replace(name, "\0" * len(name))
        return tuple(dict.fromkeys(found[at] for at in sorted(found)))


PAGE = """# 名词解释

表格和口径里的词。在程序里，按 F1 看当前这一项用到的，按 Ctrl+P 查“名词解释”看全部。依据核实到{as_of}：{source}。
要改，改 `assistant/glossary.toml`，再用 `NIANBAO_GOLDEN=write` 运行 `tests/test_glossary.py`，这一页随之更新。

| 名词 | 意思 | 出处 |
| --- | --- | --- |
{rows}
"""


def page(glossary: Glossary) -> str:
    """Return all terms as a page of Markdown, for those who read before they open the program."""
    day = glossary.as_of
    rows = "\n".join(f"| {one.term} | {one.meaning} | {one.source} |" for one in glossary.terms)
    as_of = f"{day.year}年{day.month}月{day.day}日"
    return PAGE.format(as_of=as_of, source=glossary.source, rows=rows)


def parse(text: str) -> Glossary:
    """Read the glossary's file; raises `KeyError` or `TypeError` where it is broken."""
    read = tomllib.loads(text)
    return Glossary(
        tuple(
            Term(one["term"], one["meaning"], one["source"], tuple(one.get("also", ())))
            for one in read["entry"]
        ),
        read["as_of"],
        read["source"],
    )
