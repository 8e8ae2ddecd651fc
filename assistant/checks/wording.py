"""Rules about words: fixed expressions, slips, abbreviations, what was said twice, what templates leave behind."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator

from assistant.checks.base import Check, Need, TextCheck, Verdict, where
from assistant.checks.case import Case
from assistant.checks.closeness import Near, near
from assistant.checks.knowledge import Replacement
from assistant.checks.sentences import inside, quoted, sentences, shortened
from assistant.finding import Finding, Level


class FixedExpressions(TextCheck):
    """政治表述和法定用语一个字都不能错。

    同固定表述相差一两个字、多字、漏字或者字序颠倒的，都会指出来。固定表述在词表里，带核实的
    日期和出处。

    怎么改：照正确的写法改过来。确实是另一个词、并没有写错的，写明说明。

    例：“习近平新时代中国特社会主义思想”漏了“色”字；“政府信息公开工作告年度报”字序颠倒。
    """

    code = "Q-TYPO"
    level = Level.BLOCKS
    basis = "党的代表大会和全会文件的表述；条例和年度报告格式的用语"
    needs = (Need.KNOWLEDGE,)
    explainable = True

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield what is wrong; most reports are searched once as a whole and nothing comes near."""
        if any(
            next(near(case.whole, fixed.words, fixed.distance), None)
            for fixed in case.knowledge.expressions
        ):
            yield from super().check(case)

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield the words that are nearly an expression; of words that lie in one another, the longest."""
        found: list[tuple[Near, str, Level]] = []
        for fixed in case.knowledge.expressions:
            for each in near(text, fixed.words, fixed.distance):
                covered = any(
                    match.start() < each.end and each.start < match.end()
                    for pattern in (re.escape(fixed.words), *fixed.also)
                    for match in re.finditer(pattern, text)
                )
                if not covered and not any(
                    other.start <= each.start and each.end <= other.end for other, _, _ in found
                ):
                    found.append((each, fixed.words, fixed.level))
        for each, right, level in found:
            rest = "政治表述一个字都不能错。" if level is Level.BLOCKS else "这是固定的说法。"
            yield self.said(
                case,
                place,
                (each.start, each.end),
                f"“{each.text.strip('“”')}”疑为“{right.strip('“”')}”之误。{rest}",
                f"改成“{right.strip('“”')}”。",
                level,
            )


class ListedWords(TextCheck):
    """A rule whose words stand in a list of `words.toml`."""

    needs = (Need.KNOWLEDGE,)

    @abstractmethod
    def words(self, case: Case) -> tuple[Replacement, ...]:
        """Return the list."""

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield what is wrong; most reports are searched once as a whole and have none of the words."""
        if any(each.wrong.search(case.whole) for each in self.words(case)):
            yield from super().check(case)

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield each word of the list found here once, at its first place."""
        for each in self.words(case):
            matches = list(each.wrong.finditer(text))
            if matches:
                yield self.found(case, place, each, matches)

    def found(
        self, case: Case, place: str, each: Replacement, matches: list[re.Match[str]]
    ) -> Finding:
        """Return what is said of one word of the list."""
        first = matches[0]
        right = each.instead(first)
        times = f"（{len(matches)}处）" if len(matches) > 1 else ""
        why = f"：{each.hint}" if each.hint else ""
        return self.said(
            case,
            place,
            first.span(),
            f"“{shortened(first[0])}”{times}建议改为“{shortened(right)}”{why}。",
            f"改成“{right}”；没有用错的，不用改。",
            Level.HINT if each.hint else None,
        )


class ConfusedWords(ListedWords):
    """容易写错的词，照正确的写法改。

    截止和截至、其它和其他、登陆和登录、帐和账、布署和部署等，词表里列有错的写法和对的写法。

    例：“截止2025年12月31日”应为“截至2025年12月31日”；“应公开、尽公开”应为“应公开尽公开”。
    """

    code = "Q-WORD"
    level = Level.EXPLAIN
    basis = "现代汉语规范用法；GB/T 15834—2011"

    def words(self, case: Case) -> tuple[Replacement, ...]:
        """Return the words that are easily confused."""
        return case.knowledge.words.word


class ProperTerms(ListedWords):
    """条例的说法是“收到政府信息公开申请”。

    “依申请公开12件”“受理申请12件”都容易同办结数、公开数混淆。

    例：“全年依申请公开12件”改为“收到政府信息公开申请12件”。
    """

    code = "N-14"
    level = Level.HINT
    basis = "条例第二十七条、第三十一条的用语"

    def words(self, case: Case) -> tuple[Replacement, ...]:
        """Return the terms the law has replaced."""
        return case.knowledge.words.term


class OldCategories(ListedWords):
    """正文里的办理结果类别要能对应表三。

    “不属于政府信息”“告知其他途径”“信息不存在”是以前统计表的类别，现在的表三没有。

    例：“信息不存在9件”对应表三（四）1.本机关不掌握相关政府信息。
    """

    code = "Q-CATEGORY"
    level = Level.HINT
    basis = "年度报告格式表三第三项各小项"

    def words(self, case: Case) -> tuple[Replacement, ...]:
        """Return the categories of the tables before 2019."""
        return case.knowledge.words.category

    def found(
        self, case: Case, place: str, each: Replacement, matches: list[re.Match[str]]
    ) -> Finding:
        """Return which row of 表三 it would be."""
        return self.said(
            case,
            place,
            matches[0].span(),
            f"“{matches[0][0]}”是以前统计表的类别，表三没有这一类：{each.instead(matches[0])}。",
            "按表三的小项改写，件数同表三一致。",
        )


class Residue(ListedWords):
    """模板、上报稿和系统带来的残留要删去。

    排版说明（宋体加粗小四号字）、上报稿的称呼（贵办）、系统占位符（None）、网页代码、模板提示。

    例：“根据贵办的通知要求”；标题后面带着“（宋体加粗小四号字）”。
    """

    code = "Q-RESIDUE"
    level = Level.BLOCKS
    basis = "公开的年报不能有残留的模板文字"

    def words(self, case: Case) -> tuple[Replacement, ...]:
        """Return what templates leave behind."""
        return case.knowledge.words.residue

    def found(
        self, case: Case, place: str, each: Replacement, matches: list[re.Match[str]]
    ) -> Finding:
        """Return what kind of residue it is."""
        return self.said(
            case,
            place,
            matches[0].span(),
            f"{where(place)}里有{each.what}“{shortened(matches[0][0])}”没有删干净，共{len(matches)}处。",
            "删去，或者换成本机关的内容。",
        )


_ABBREVIATED = re.compile(
    r"《(条例|办法|通知|规定|意见|方案|格式|要点|细则|实施细则|实施办法|实施意见|规范|指南|决定)》"
)


class Abbreviations(Check):
    """简称第一次出现时要写全称，并注明“以下简称”。

    《条例》《办法》这样的简称，读者不知道是哪一件。

    怎么改：第一次出现时写“《中华人民共和国政府信息公开条例》（以下简称《条例》）”。

    例：全文没有交代《办法》是哪个办法。
    """

    code = "Q-ABBR"
    level = Level.EXPLAIN
    basis = "公文写作规范"

    def check(self, case: Case) -> Iterator[Verdict]:
        """Yield each short title that nothing before it explains."""
        defined: set[str] = set()
        for place, text in case.texts.items():
            for match in _ABBREVIATED.finditer(text):
                short = match[1]
                before = text[max(0, match.start() - 6) : match.start()]
                if "简称" in before or "下称" in before:
                    defined.add(short)
                elif short not in defined and not _explained(short, text[: match.start()]):
                    defined.add(short)
                    yield self.finding(
                        case,
                        [f"正文.{place}"],
                        f"简称“《{short}》”第一次出现时要写全称，并注明“以下简称《{short}》”。",
                        _full_title(short),
                        place=place,
                        span=match.span(),
                    )


def _explained(short: str, before: str) -> bool:
    return bool(re.search(rf"简称[:：]?[“《]?{short}", before))


def _full_title(short: str) -> str:
    if short == "条例":
        return "写成“《中华人民共和国政府信息公开条例》（以下简称《条例》）”；前言里写过全称的，在前言里注明简称。"
    return f"写出“《{short}》”的全称，并注明“以下简称《{short}》”；不再提到的，直接写全称。"


_LEGIT_DOUBLES = re.compile(r"^(?:一.|逐.|点滴|研究|讨论|商量|方面|思思|考虑|比较)")


_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,8})\1")


_DOUBLED_CHAR = re.compile(
    r"(的的(?!确)|了了(?!解)|性性(?!质|能|别)|及及|于于|把把|被被|由由|将将(?!来|近)|政政|府府|务务|局局|申申|请请(?!求|示)|息息(?!相)|众众|权权)"
)


_AROUND = re.compile(r"(可以|通过|进行|根据|按照|依据|利用|开展)[\u4e00-\u9fff]{0,3}?\1")


_TANGLED = re.compile(r"\d{4}年度(?![内中及和与的全、，])[\u4e00-\u9fff](?=全年|本年|年度)")


_PERIOD = re.compile(r"统计期限|数据期限")


class Doubled(TextCheck):
    """重复的字、词、句和标题要删去。

    从旧稿粘贴、几个人合写时最容易出现。

    例：“过程性性信息”；“可通过可以通过网站查阅”；统计期限的句子连写两遍。
    """

    code = "Q-DUP"
    level = Level.EXPLAIN
    basis = "文字校对"

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield doubled words, then doubled sentences."""
        safe = quoted(text)
        for match in _DOUBLED.finditer(text):
            if not _LEGIT_DOUBLES.match(match[1]):
                yield self._double(case, place, match.span(), match[0], match[1])
        for pattern in (_DOUBLED_CHAR, _AROUND):
            for match in pattern.finditer(text):
                if not inside(match.start(), safe):
                    yield self._double(case, place, match.span(), match[0], "")
        for match in _TANGLED.finditer(text):
            yield self.said(
                case,
                place,
                (match.start(), match.end() + 2),
                f"“{text[match.start() : match.end() + 2]}”语句错乱，时间写重了。",
                "删去多余的字。",
            )
        yield from self._sentences(case, place, text)

    def _double(
        self, case: Case, place: str, span: tuple[int, int], words: str, once: str
    ) -> Finding:
        return self.said(
            case,
            place,
            span,
            f"“{words}”有重复的字。",
            f"改成“{once}”。" if once else "删去重复的字。",
        )

    def _sentences(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        seen: dict[str, int] = {}
        periods = 0
        for each in sentences(text, whole=True):
            words = each.text
            periods += bool(_PERIOD.search(words))
            again = len(words) >= 10 and words in seen
            if again or (periods == 2 and _PERIOD.search(words)):
                seen.setdefault(words, each.start)
                yield self.said(
                    case,
                    place,
                    (each.start, each.end),
                    f"“{shortened(words)}”在{where(place)}里写了两遍。",
                    "删去一遍。",
                )
                periods += not again
            elif words in seen and "。" not in words and _is_heading(words):
                yield self.said(
                    case, place, (each.start, each.end), f"标题“{words}”重复了。", "删去一个。"
                )
            seen[words] = each.start


def _is_heading(words: str) -> bool:
    return bool(re.match(r"(?:[一二三四五六]、|（[一二三四五六七八九十]）)", words))


ALL: tuple[type[Check], ...] = (
    FixedExpressions,
    ConfusedWords,
    Abbreviations,
    Residue,
    Doubled,
    ProperTerms,
    OldCategories,
)
