"""Rules about the laws and documents a report cites: number, title, validity, clause, issuing organ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.checks.base import Check, Need, TextCheck, Verdict
from assistant.checks.case import Case
from assistant.checks.closeness import apart
from assistant.checks.knowledge import Law
from assistant.checks.sentences import sentences
from assistant.finding import Level

_DOCUMENT = re.compile(
    r"(?P<word>国[\u4e00-\u9fff]{1,7}[函发]|法释)\s*(?P<left>[〔\[【(（［])\s*(?P<year>\d{4})\s*(?P<right>[〕\]】)）］])"
    r"\s*(?P<ordinal>第?)\s*(?P<number>\d{1,4})\s*号"
)
_ORDER = re.compile(r"国务院(?:令)?\s*(?:第|令第|令)?\s*(?P<number>\d{3})\s*号(?:令|国务院令)?")
_DECREE = "国务院令第{}号"
_REGULATION = re.compile(r"政府信息公开条例|《条例》")
_CLAUSE = re.compile(
    r"第[一二三四五六七八九十百\d]+条[^。；，]{0,6}?第?[（(]([一二三四五六七八九十]+)[）)]款"
)
_TITLE = re.compile(r"《([^《》]{6,60}(?:〈[^〈〉]{4,40}〉[^《》]{0,20})?)》")
_ISSUER = re.compile(
    r"国务院办公厅(?!政府信息与政务公开办公室)(?:(?!政府信息与政务公开办公室)[^。；]){0,60}?(?:国办公开办函|年度报告格式)"
)


@dataclass(frozen=True)
class Cited:
    """A document number in a text."""

    place: str
    span: tuple[int, int]
    words: str
    law: Law | None
    """The document that has this number, as far as it is known."""

    exact: bool
    """Whether it is written as it should be."""


def cited(case: Case, place: str, text: str) -> Iterator[Cited]:
    """Yield every document number of the kinds we know, and every decree said to be of the regulation."""
    known = _by_number(case)
    for match in _DOCUMENT.finditer(text):
        law = known.get((match["year"], match["number"], match["word"][0]))
        exact = law is not None and match[0] == law.number
        yield Cited(place, match.span(), match[0], law, exact)
    decrees = {law.number: law for law in case.knowledge.laws}
    for match in _ORDER.finditer(text):
        number = _DECREE.format(match["number"])
        yield Cited(place, match.span(), match[0], decrees.get(number), exact=True)


def _by_number(case: Case) -> Mapping[tuple[str, str, str], Law]:
    found = {}
    for law in case.knowledge.laws:
        match = _DOCUMENT.match(law.number)
        if match:
            found[match["year"], match["number"], match["word"][0]] = law
    return found


class DocumentNumber(TextCheck):
    """文号要写对。

    引用格式通知、条例、信息处理费办法的文号，同依据库逐字核对；写得相近的，给出正确的写法。

    怎么改：照正确的写法改。文号用六角括号，不加“第”字。

    例：“国务院令第771号”应为第711号；“国办公开函〔2021〕30号”漏了“办”字。
    """

    code = "L-NUMBER"
    level = Level.EXPLAIN
    basis = "依据库：公布文本的文号；GB/T 9704—2012"
    needs = (Need.KNOWLEDGE,)

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield numbers that are not quite right."""
        for each in cited(case, place, text):
            titled = _titled(case, text, each)
            if titled and each.law is not titled:
                yield self.said(
                    case,
                    place,
                    each.span,
                    f"《{titled.title}》的文号是“{titled.number}”，写的是“{each.words}”。",
                    f"改成“{titled.number}”；引用的确实是另一个文件的，改文件的名称。",
                )
            elif each.law and not each.exact:
                bare = re.sub(r"[\s第〔〕\[\]【】()（）［］]", "", each.words)
                same = bare == re.sub(r"[〔〕]", "", each.law.number)
                what = "括号或字符不规范" if same else "写错了"
                yield self.said(
                    case,
                    place,
                    each.span,
                    f"文号“{each.words}”{what}，应为“{each.law.number}”。",
                    f"改成“{each.law.number}”。",
                    Level.HINT if same else None,
                )
            elif each.law is None:
                yield from self._unknown(case, place, text, each)

    def _unknown(self, case: Case, place: str, text: str, each: Cited) -> Iterator[Verdict]:
        """Yield a number that nobody knows where one of ours must be meant."""
        nearest = _meant(case, text, each)
        if nearest:
            yield self.said(
                case,
                place,
                each.span,
                f"“{each.words}”疑为“{nearest.number}”之误。",
                f"改成“{nearest.number}”；确实是另一个文件的，写明说明。",
            )


_BEFORE = re.compile(r"《([^《》]{4,60})》\s*[（(]?\s*$")


def _titled(case: Case, text: str, each: Cited) -> Law | None:
    """Return the document whose full title stands right before a number."""
    title = _BEFORE.search(text[max(0, each.span[0] - 70) : each.span[0]])
    if title is None:
        return None
    return next((law for law in case.knowledge.laws if law.number and law.title == title[1]), None)


def _meant(case: Case, text: str, each: Cited) -> Law | None:
    around = text[max(0, each.span[0] - 60) : each.span[1] + 20]
    if "国务院" in each.words and "令" in each.words:
        for law in case.knowledge.laws:
            if law.words and re.search(law.words, around):
                return law
        return None
    for law in case.knowledge.laws:
        if law.number and "年度报告" in around and apart(each.words, law.number, 1) == 1:
            return law
    return None


class Validity(TextCheck):
    """依据要在报告年度有效。

    2021年起，年度报告格式的依据是〔2021〕30号，〔2019〕60号不再适用。条例的令号是第711号，第492号
    是2019年5月以前的。

    怎么改：换成现行的文件；只是交代沿革、同时写了现行文件的，不用改。

    例：2022年的年报依据〔2019〕60号编制。
    """

    code = "L-VALID"
    level = Level.EXPLAIN
    basis = "依据库：各文件的起止日期"
    needs = (Need.KNOWLEDGE,)

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield documents that were not in force at the end of the report's year."""
        year = case.report.year
        if year is None:
            return
        every = "".join(case.texts.values())
        for each in cited(case, place, text):
            law = each.law
            if law and not law.valid(year):
                yield self._found(case, place, each, law, every)

    def _found(self, case: Case, place: str, each: Cited, law: Law, every: str) -> Verdict:
        year = case.report.year or 0
        if law.since > date(year, 12, 31):
            return self.said(
                case,
                place,
                each.span,
                f"{law.number}{_day(law.since)}才有，{year}年的工作不能以它为依据。",
                "核对文号和报告年份，换成当时有效的文件。",
            )
        until = law.until or date.max
        also = bool(law.instead) and law.instead in every
        mild = also or not any(char.isdigit() for char in law.instead)
        return self.said(
            case,
            place,
            each.span,
            f"{law.number}只适用到{_day(until)}，{year}年的年报应当用{law.instead}"
            f"{'（正文里已经写了，不用重复旧的）' if also else ''}。",
            f"换成{law.instead}。",
            Level.HINT if mild else None,
        )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


class DocumentTitle(TextCheck):
    """引用的文件名称要写全、写对。

    名称同依据库差一两个字的，给出正确的名称；地方自己的条例、办法不算写错。

    例：《中华人民共和国信息公开条例》漏了“政府”二字。
    """

    code = "L-TITLE"
    level = Level.EXPLAIN
    basis = "依据库：公布文本的名称"
    needs = (Need.KNOWLEDGE,)

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield titles that are nearly one of ours."""
        titles = [
            title for law in case.knowledge.laws for title in (law.title, *law.short) if title
        ]
        for match in _TITLE.finditer(text):
            written = match[1].replace("〈", "《").replace("〉", "》")
            right = _nearly(written, titles)
            if right:
                yield self.said(
                    case,
                    place,
                    match.span(),
                    f"《{match[1]}》疑为《{right}》之误。",
                    f"改成《{right}》；确实是另一个文件的，写明说明。",
                )


def _nearly(written: str, titles: list[str]) -> str:
    if any(written == title or written.endswith(title) for title in titles):
        return ""
    for title in titles:
        limit = 1 if len(title) < 12 else 2 if len(title) < 25 else 3
        if written[-2:] == title[-2:] and 0 < apart(written, title, limit) <= limit:
            return title
    return ""


class CitedDetails(TextCheck):
    """引用的发文机关、条款层级和日期要写对。

    年度报告格式是国务院办公厅政府信息与政务公开办公室发的，不是国务院办公厅；带括号的数字是“项”，
    不是“款”；条例2019年4月3日修订公布，5月15日起施行。

    例：“第二十条第（二）款”应为“第二十条第（二）项”。
    """

    code = "L-DETAIL"
    level = Level.EXPLAIN
    basis = "条例和格式通知的公布文本；立法技术规范"

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield slips in what is said about a document."""
        for match in _CLAUSE.finditer(text):
            right = match[0][:-1] + "项"
            yield self.said(
                case,
                place,
                match.span(),
                f"“{match[0]}”应为“{right}”：带括号的是“项”，不是“款”。",
                f"改成“{right}”。",
            )
        for match in _ISSUER.finditer(text):
            yield self.said(
                case,
                place,
                match.span(),
                "年度报告格式的通知是国务院办公厅政府信息与政务公开办公室发的，不是国务院办公厅。",
                "把发文机关改成“国务院办公厅政府信息与政务公开办公室”。",
            )
        for one in sentences(text):
            yield from self._dates(case, place, one.start, one.text)

    def _dates(self, case: Case, place: str, start: int, words: str) -> Iterator[Verdict]:
        if not _REGULATION.search(words) and "条例" not in words:
            return
        for pattern, right in (
            (r"5月15日[^。；，]{0,4}(?:修订|修改|公布)", "2019年4月3日修订公布"),
            (r"4月3日[^。；，]{0,4}(?:起?施行|起?实施)", "2019年5月15日起施行"),
        ):
            match = re.search(pattern, words)
            if match:
                yield self.said(
                    case,
                    place,
                    (start + match.start(), start + match.end()),
                    f"“{match[0]}”：条例2019年4月3日修订公布，5月15日起施行。",
                    f"改成“{right}”。",
                )


ALL: tuple[type[Check], ...] = (DocumentNumber, Validity, DocumentTitle, CitedDetails)
