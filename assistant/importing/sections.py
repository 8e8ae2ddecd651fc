"""Where the six sections begin, in all the ways that published reports write their headings.

A heading is known by its number and by its name. Either alone is enough only when nothing better is there, so a mirror
site that replaced the words, and a report without numbers, are both still cut at the right places. Rows of tables named
“四、…” are inside tables by then and are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rapidfuzz import fuzz, process

from assistant.forms import Form, Section
from assistant.importing.characters import squeeze
from assistant.importing.tree import Block, Heading, Paragraph
from assistant.importing.vocabulary import Vocabulary, key

_NUMBERED = re.compile(
    r"^[第(（]?(?P<number>[一二三四五六七八九]|[1-9](?!\d))[ \t\u3000]*"
    r"(?P<mark>、|[.．]|部分|[)）])?[\s:：.．、]*(?P<rest>.*)$",
    re.DOTALL,
)
_BEGINS = re.compile("[第一二三四五六七八九1-9]")
_CHINESE = "一二三四五六七八九"
_NAME_ENDS = re.compile(r"[\s。：:；;]")
_LONGEST_NAME = 45
_DRESS = re.compile("政府信息公开工作|政府信息公开|信息公开工作|行政机关|被申请|提起|因|被|的|主要")
_ALIKE = 80.0
_LISTED = re.compile(r"^\d{1,2}[.．、]\s*(?=[一二三四五六][、.．])")
"""The number that a list puts before a heading with a number of its own."""
_ORDINAL = re.compile(r"^[第(（]?[一二三四五六七八九1-9][、.．部分)）\s]+")
_SHORTEST_CONTENTS = 4
_PAGE = re.compile(r"[\s.．·…—\-]{1,120}\d{1,3}$")
"""What stands behind a heading in a table of contents."""

NAME, NUMBER = 2, 1
"""What a right name and a right number weigh; both together weigh three."""


@dataclass(frozen=True)
class Found:
    """A heading of a section in the file."""

    at: int
    """Which block it is."""

    section: str
    rest: str
    """The words behind it in the same paragraph."""

    weight: int


def find_sections(blocks: Sequence[Block], form: Form, words: Vocabulary) -> tuple[Found, ...]:
    """Return the headings of the sections in order; each section at most once."""
    candidates = [
        found
        for at, block in enumerate(blocks)
        if isinstance(block, Heading | Paragraph)
        for found in _candidates(at, block, form, words)
    ]
    return _best_chain(_without_contents(candidates), [section.id for section in form.sections])


def _without_contents(candidates: Sequence[Found]) -> Sequence[Found]:
    """Leave out a table of contents: headings one below the other whose sections all begin again further down."""
    lines: list[Found] = []
    for found in candidates:
        again = any(line.section == found.section and line.at < found.at for line in lines)
        if again or (lines and found.at > lines[-1].at + 1):
            break
        lines.append(found)
    after = candidates[len(lines) :]
    listed = {found.section for found in lines}
    whole = len(listed) >= _SHORTEST_CONTENTS and listed <= {found.section for found in after}
    return after if whole else candidates


def _candidates(
    at: int, block: Heading | Paragraph, form: Form, words: Vocabulary
) -> Iterator[Found]:
    text = _LISTED.sub("", _PAGE.sub("", block.text.strip()))
    if len(text) > _LONGEST_NAME and not _BEGINS.match(text):
        return
    numbered = _NUMBERED.match(text)
    number = 0
    body = text
    if numbered and text[0] not in "(（" and numbered["mark"] not in (None, ")", "）"):
        sign = numbered["number"]
        number = int(sign) if sign.isdigit() else _CHINESE.index(sign) + 1
        body = numbered["rest"]
    elif text[:1] in "(（" or (numbered and numbered["mark"] in (")", "）")):
        return
    for position, (name, rest, section) in enumerate(_split(body, form.sections), start=1):
        right_number = number == position
        if name and (right_number or not number) and (number or _stands_alone(name, rest, block)):
            weight = NAME + (NUMBER if right_number else 0)
            yield Found(at, section.id, rest, weight)
        elif right_number and _may_be_heading(body, words):
            yield Found(at, section.id, "", NUMBER)


def names_section(line: str, form: Form) -> bool:
    """Whether a line is nothing but the name of a section: a line of contents, the caption of a table."""
    if len(line) > _LONGEST_NAME * 2:
        return False
    body = _ORDINAL.sub("", _LISTED.sub("", _PAGE.sub("", line.strip())))
    return any(name and not rest for name, rest, _ in _split(body, form.sections))


def _split(body: str, sections: Sequence[Section]) -> Iterator[tuple[str, str, Section]]:
    """Yield for each section its name at the start of a line and what follows it, or nothing twice."""
    squeezed = squeeze(body[: _LONGEST_NAME * 2])
    name = _NAME_ENDS.split(body, maxsplit=1)[0][:_LONGEST_NAME]
    whole = len(name) == len(body) or len(name) < _LONGEST_NAME
    alike = _alike(plain(name), sections) if whole else frozenset()
    for section in sections:
        known, rest = _begins(body, squeezed, _names(section.title, section.aliases))
        if not known and section.id in alike:
            known, rest = name, body[len(name) :].lstrip(" \t\n\u3000。.：:;；")
        yield known, rest, section


def _begins(body: str, squeezed: str, names: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return the name that a line begins with as it is printed, and what follows it, or nothing twice."""
    for known, _ in names:
        if squeezed.startswith(known):
            rest = _after(body, len(known))
            if not rest or not re.match(r"[\u4e00-\u9fff]{1,6}$", rest):
                return known, rest.lstrip(" \t\u3000。.：:;；")
    return "", ""


def _alike(seen: str, sections: Sequence[Section]) -> frozenset[str]:
    """Return the ids of the sections that a damaged name may be of."""
    every = _called(tuple((section.id, section.title, section.aliases) for section in sections))
    near = process.extract(seen, every.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    return (
        frozenset(
            owner for name, _, _ in near if abs(len(name) - len(seen)) <= 4 for owner in every[name]
        )
        if seen
        else frozenset()
    )


@lru_cache(maxsize=8)
def _called(
    sections: tuple[tuple[str, str, tuple[str, ...]], ...],
) -> Mapping[str, tuple[str, ...]]:
    """The sections by every name they have, as names are compared."""
    called: dict[str, tuple[str, ...]] = {}
    for owner, title, aliases in sections:
        for _, name in _names(title, aliases):
            called[name] = (*called.get(name, ()), owner)
    return called


@lru_cache(maxsize=64)
def _names(title: str, aliases: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The names of a section, the longest first: as they stand, and as names are compared."""
    ranked = sorted((title.partition("、")[2], *aliases), key=len, reverse=True)
    return tuple((squeeze(name), plain(name)) for name in ranked)


def _after(body: str, count: int) -> str:
    """What follows the first `count` characters, white space not counted."""
    seen = 0
    for at, character in enumerate(body):
        if seen == count:
            return body[at:]
        seen += not character.isspace()
    return ""


def plain(name: str) -> str:
    """Return a section's name as names are compared: 的、主要、政府信息公开工作 say nothing, 措施 is 情况."""
    text = _DRESS.sub("", key(name))
    for theirs, ours in (
        ("其它", "其他"),
        ("和", "及"),
        ("措施", "情况"),
        ("整改", "改进"),
        ("不足", "问题"),
    ):
        text = text.replace(theirs, ours)
    return text.removesuffix("情况")


def _stands_alone(name: str, rest: str, block: Block) -> bool:
    """Whether a name without a number is a line of its own."""
    return not rest and len(name) >= 4 and len(getattr(block, "text", "")) <= len(name) + 4


def _may_be_heading(body: str, words: Vocabulary) -> bool:
    """Whether a numbered line of unknown words may be the heading of a section."""
    name = body.strip()
    if len(name) > 32 or re.search("[。；，,]", name):
        return False
    seen = key(name)
    return not any(line.is_near(seen) for line in words.lines if line.table != "主动公开")


def _best_chain(candidates: Sequence[Found], order: Sequence[str]) -> tuple[Found, ...]:
    """Return headings in the order of the form with the greatest weight in all; of equals, the earlier."""
    chains: list[tuple[int, tuple[Found, ...]]] = [(0, ())] * (len(order) + 1)
    for _, block in groupby(candidates, key=lambda found: found.at):
        before = list(chains)
        for found in block:
            rank = order.index(found.section) + 1
            weight, chain = before[rank - 1]
            weight += found.weight * 10 + _bonus(found)
            for longer in range(rank, len(chains)):
                if weight > chains[longer][0]:
                    chains[longer] = (weight, (*chain, found))
    return chains[-1][1]


def _bonus(found: Found) -> int:
    return 1 if found.weight > NUMBER and not found.rest else 0
