"""What a text says to the checks: the reader's claims, put right where two ways to write a report mislead it.

A share of a whole that has its number with it (占办结总数42件的58.4%): the 42 are not what the sentence is about, and
the share can be worked out. One number for several channels (微信、微博共2130条): it is neither of them, nor all that
was disclosed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from assistant.claims import Claim, Kind, Reading, Relation, Share, read
from assistant.claims.vocabulary import shipped
from assistant.forms import Form

DISCLOSED = "公开总数"
_SITE = "网站条数"
CHANNELS = (_SITE, "公众号条数", "微博条数", "短视频条数", "其他渠道条数")
"""Facts of how much was disclosed through what; each a part of all that was."""

_MEDIA = re.compile(r"新媒体|两微|客户端|头条号|公[告示开]栏|宣传栏|电子屏|报[刊纸]|广播|电视|公报")
"""Further ways to disclose, which nobody is asked about one by one."""

_ABOUT = " 约共仅只就均"
"""Before 占, these name nothing."""

_STOP = re.compile(r"[。；;\n]")
_JOINED = re.compile(r"[、和及与]\s*$")


def heard(text: str, found: Reading, form: Form) -> Reading:
    """Return a reading with the shares of told wholes, and with sums over channels as such."""
    return _with_channels(text, _with_shares(text, found, form))


# -- shares ----------------------------------------------------------------------------------------------------


def _with_shares(text: str, found: Reading, form: Form) -> Reading:
    ends = {claim.number[1]: claim for claim in found if claim.kind is Kind.COUNT}
    wholes: dict[Claim, Claim] = {}
    shares: list[Share] = []
    for percentage in found:
        whole = ends.get(percentage.span[0])
        if percentage.kind is not Kind.PERCENTAGE or whole is None:
            continue
        of = text[percentage.span[0] : percentage.number[0]].strip() == "的"
        named, share, words = text[whole.span[0] : whole.number[0]].rpartition("占")
        if not (of and share):
            continue
        told = _about_whole(words, whole, form)
        part_named = bool(named.strip(_ABOUT))
        parts = _named_part(whole, told.field) if part_named else ()
        part = None if part_named else _told_part(text, found, percentage, whole)
        if parts or part:
            wholes[whole] = told
            shares.append(Share(percentage, part, told, parts))
    if not shares:
        return found
    kept = (one for one in found.relations if wholes.keys().isdisjoint(_claims_of(one)))
    return Reading(tuple(wholes.get(claim, claim) for claim in found), (*kept, *shares))


def _about_whole(words: str, whole: Claim, form: Form) -> Claim:
    """Return the claim of the whole by its own words, without the name of the part before them."""
    own = read(f"{words}1{whole.unit}", form).claims
    return replace(
        whole,
        field=own[0].field if len(own) == 1 else "",
        certain=False,
        why="说的是占比的整体",
        noun=words,
        span=(whole.number[0] - len(words) - 1, whole.span[1]),
        readings=(),
    )


def _named_part(whole: Claim, name: str) -> tuple[str, ...]:
    """Return what a part without a number is called: 予以公开占办结总数42件的59.5%."""
    if whole.field:
        return (whole.field,) if whole.field != name else ()
    return whole.readings[0] if whole.readings else ()


def _told_part(text: str, found: Reading, percentage: Claim, whole: Claim) -> Claim | None:
    """Return the part told before: 予以公开25件，占办结总数42件的59.5%; nothing where several may be meant."""
    at = found.claims.index(whole)
    near = [
        claim
        for claim in found.claims[:at]
        if claim.kind is Kind.COUNT and not _STOP.search(text, claim.number[1], whole.span[0])
    ]
    last = near[-1] if near else None
    if last is None or last.exact is None or not whole.exact or not last.this_year:
        return None
    if _JOINED.search(text[: last.span[0]]):
        return None
    written = Decimal(percentage.exact or 0)
    if any(abs(each * 100 / Decimal(whole.exact) - written) < 1 for each in _together(near)):
        return None
    return last


def _together(claims: Sequence[Claim]) -> Iterator[Decimal]:
    """Yield what the last two, the last three … come to, as far as all are exact."""
    total = Decimal(0)
    for count, claim in enumerate(reversed(claims), start=1):
        if claim.exact is None:
            return
        total += claim.exact
        if count > 1:
            yield total


# -- channels --------------------------------------------------------------------------------------------------


def _with_channels(text: str, found: Reading) -> Reading:
    changed = {claim: other for claim in found if (other := _of_channels(text, claim)) != claim}
    if not changed:
        return found
    return Reading(
        tuple(changed.get(claim, claim) for claim in found),
        tuple(_with(one, changed) for one in found.relations),
    )


def _of_channels(text: str, claim: Claim) -> Claim:
    """Return a number of several channels as theirs together; 公开总数 told of new media only is no total."""
    counted = claim.kind is Kind.COUNT and claim.this_year and claim.unit in ("条", "篇")
    if not counted or claim.field not in ("", DISCLOSED, *CHANNELS):
        return claim
    names, every, listed = _channels()
    end = claim.number[0]
    found = listed.search(text, max(0, end - 100), end)
    if found and not _JOINED.search(text[: found.start()]):
        parts = tuple(dict.fromkeys(names[word] for word in every.findall(found["list"])))
        if len(parts) > 1:
            # With the web site among them, few write all the others when they mean all.
            total = ((DISCLOSED,),) if _SITE in parts else ()
            return replace(
                claim, field="", certain=False, why="几项合在一起说", readings=(parts, *total)
            )
    told = {names[word] for word in every.findall(text, claim.span[0], end)}
    some = bool(told) or _MEDIA.search(text, claim.span[0], end)
    if claim.field == DISCLOSED and some and _SITE not in told:
        return replace(claim, certain=False, why="说的是其中几个渠道")
    return claim


@lru_cache(maxsize=1)
def _channels() -> tuple[Mapping[str, str], re.Pattern[str], re.Pattern[str]]:
    """Return what channels are called, a pattern of any of them, and one of several before their number."""
    names = {word: fact for fact in CHANNELS for word in shipped()["fact"][fact]["words"]}
    any_one = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    one = rf"(?:{any_one})(?:平台|账号|渠道)?"
    said = r"(?:发布|推送|公开|刊发)了?"
    all_ = r"(?:总?共|合计|一共|共计)"
    listed = (
        rf"(?P<list>{one}(?:(?:[、和及与]|以及){one})+)[）)]?(?:[两三四2-4]个)?(?:平台|渠道|账号)?"
        rf"{all_}?(?:主动)?(?:{said})?(?:各类)?(?:政府|政务)?(?:信息|消息)?{all_}?$"
    )
    return names, re.compile(any_one), re.compile(listed)


# -- relations -------------------------------------------------------------------------------------------------


def _claims_of(one: Relation) -> Iterator[Claim]:
    """Yield the claims a relation is of."""
    for each in fields(one):
        value = getattr(one, each.name)
        for claim in value if isinstance(value, tuple) else (value,):
            if isinstance(claim, Claim):
                yield claim


def _with(one: Relation, changed: Mapping[Claim, Claim]) -> Relation:
    """Return a relation of other claims."""

    def other(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(other, value))
        return changed.get(value, value) if isinstance(value, Claim) else value

    return replace(one, **{each.name: other(getattr(one, each.name)) for each in fields(one)})
