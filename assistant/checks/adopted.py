"""The rule about sentences taken from the phrase bank: whether they may still be used."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.base import Check, Verdict, where
from assistant.checks.case import Case
from assistant.finding import Finding, Level
from assistant.report import DOMAIN, KIND, Paragraph

_SHOWN = 20
"""Characters of the sentence that a finding is known by."""


class PhraseOutdated(Check):
    """采用的语料，何时用的条件要一直成立。

    采用语料以后数字、是否、机关类型又改了，条件可能不再成立：句子里的数会跟着变，“没有”“均”“全部”
    这些话不会。改过的段落不看条件，由“正文里的数”逐句核对。

    怎么改：换一种说法，或者删掉另选；数字改错了的，先把数字改回来。

    例：采用“未收到申请”以后，表三新收改成3件。
    """

    code = "Q-WHEN"
    level = Level.EXPLAIN
    basis = "语料各条的“何时用”“适用机关”；正文与表同一件事只有一个说法"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield the sentences that follow the cells and whose phrase does not fit them any more."""
        for place, passages in case.passages.items():
            written = [each for each in case.report.paragraphs(place) if each.text.strip()]
            for paragraph, passage in zip(written, passages, strict=True):
                why = _why_not(case, paragraph)
                if why:
                    end = passage.start + min(len(passage.text), _SHOWN)
                    yield self._found(case, place, paragraph, why, (passage.start, end))

    def _found(
        self, case: Case, place: str, paragraph: Paragraph, why: str, span: tuple[int, int]
    ) -> Finding:
        return self.finding(
            case,
            [f"正文.{place}"],
            f"{where(place)}里采用的“{case.phrases[paragraph.phrase].title}”现在用不上：{why}",
            "换一种说法，或者删掉另选；数字改错了的，先把数字改回来。",
            place=place,
            span=span,
        )


def _why_not(case: Case, paragraph: Paragraph) -> str:
    """Return why the phrase of a paragraph may not be used any more; empty when it may, or when nobody knows."""
    if not paragraph.bound or not paragraph.phrase:
        return ""
    phrase = case.phrases.get(paragraph.phrase)
    if phrase is None:
        return ""
    from assistant.expressions import test
    from assistant.phrases.conditions import explain_condition

    kind, domain = case.report.text_fact(KIND), case.report.text_fact(DOMAIN)
    if phrase.serves_organ(kind, domain) is False:
        return f"它是写给{phrase.organs}的。"
    if phrase.condition is not None and test(phrase.condition, case.names) is False:
        return explain_condition(phrase.condition, case.names, case.form)
    return ""


ALL: tuple[type[Check], ...] = (PhraseOutdated,)
