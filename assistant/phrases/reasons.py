"""Where a query stands in a phrase, and saying so: words of its title, a keyword, of its text, of its topic."""

from __future__ import annotations

from typing import NamedTuple

from assistant.phrases.marks import Spans, covers, matched, matched_sound
from assistant.phrases.phrase import Phrase
from assistant.phrases.topics import Topic


class Found(NamedTuple):
    """Where a query stands in title and text, as written and where words only sound the same."""

    title: Spans = ()
    text: Spans = ()
    title_sounds: Spans = ()
    text_sounds: Spans = ()


def found(query: str, phrase: Phrase, text: str) -> Found:
    """Return where a query stands in a phrase whose words read `text` now."""
    return Found(
        matched(query, phrase.title),
        matched(query, text),
        matched_sound(query, phrase.title),
        matched_sound(query, text),
    )


def named(query: str, phrase: Phrase, topic: Topic, hit: Found, text: str, *, known: bool) -> str:
    """Return in words what of a query a phrase has; `known` says that it was taken for such a query before.

    What only sounds the same is said to, with the words it is taken for.
    """
    if hit.title:
        return f"标题有{_pieces(hit.title, phrase.title)}"
    keyword = max(phrase.keywords, key=lambda word: covers(query, word), default="")
    if covers(query, keyword):
        return f"关键词“{keyword}”"
    if hit.title_sounds:
        return f"标题有{_pieces(hit.title_sounds, phrase.title)}（同音）"
    for keyword in phrase.keywords:
        if matched_sound(query, keyword):
            return f"关键词“{keyword}”（同音）"
    if spans := hit.text or hit.text_sounds:
        start, end = max(spans, key=lambda span: span[1] - span[0])
        return f"正文有“{text[start:end]}”"
    if any(covers(query, word) for word in (topic.name, *topic.said)):
        return f"话题“{topic.name}”"
    if known:
        return "以前这样找过，用的是它"
    return "拼音首字母相同" if query.isascii() else "有相同的字"


def _pieces(spans: Spans, words: str) -> str:
    return "、".join(f"“{words[start:end]}”" for start, end in spans)
