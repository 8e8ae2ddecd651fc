"""Reports made up by dice: clean ones of every kind of organ in both forms, and ones with one slip each.

A clean report is consistent by construction: tables that add up and follow from last year's, sentences in many
wordings whose numbers are those of the tables, problems with facts and a measure for each. A mutated one is a clean
one with a single slip of a known kind, and the rules that must find it. `accuracy.py` counts both.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from assistant import content
from assistant.forms import Form, shown
from assistant.numerals import write_chinese
from assistant.phrases.suggest import Applies, Suggester
from assistant.report import TEXT, Paragraph, Pending, Report, Value
from tests.phrases.organs import BUREAU

YEARS = tuple(range(2019, 2026))

ORGANS: tuple[Mapping[str, str], ...] = (
    {"单位全称": "云澜市青禾区人力资源和社会保障局", "自称": "我局", "机关类型": "政府部门", "层级": "区县级", "业务领域": "人力资源社会保障"},
    {"单位全称": "云澜市青禾区教育局", "自称": "我局", "机关类型": "政府部门", "层级": "区县级", "业务领域": "教育"},
    {"单位全称": "云澜市卫生健康委员会", "自称": "我委", "机关类型": "政府部门", "层级": "市级", "业务领域": "卫生健康"},
    {"单位全称": "云澜市人民政府", "自称": "我市", "机关类型": "人民政府", "层级": "市级", "业务领域": "综合政务", "统计范围": "本机关"},
    {"单位全称": "云澜市青禾区人民政府", "自称": "我区", "机关类型": "人民政府", "层级": "区县级", "业务领域": "综合政务", "统计范围": "本机关"},
    {"单位全称": "云澜市青禾区人民政府办公室", "自称": "我办", "机关类型": "政府办公室", "层级": "区县级", "业务领域": "综合政务", "统计范围": "本机关"},
    {"单位全称": "青禾区柳溪镇人民政府", "自称": "我镇", "机关类型": "乡镇人民政府", "层级": "乡镇级", "业务领域": "街镇"},
    {"单位全称": "云澜市青禾区石桥街道办事处", "自称": "我街道", "机关类型": "街道办事处", "层级": "乡镇级", "业务领域": "街镇"},
    {"单位全称": "国家税务总局云澜市青禾区税务局", "自称": "我局", "机关类型": "垂直管理部门", "层级": "区县级", "业务领域": "税务"},
    {"单位全称": "云澜经济技术开发区管理委员会", "自称": "我委", "机关类型": "开发区管委会", "层级": "市级", "业务领域": "园区"},
    {"单位全称": "云澜市公共就业服务中心", "自称": "我中心", "机关类型": "授权组织", "层级": "市级", "业务领域": "人力资源社会保障"},
)  # fmt: skip
"""Invented organs of every kind."""

MEETINGS = {
    2019: "党的十九大和十九届二中、三中、四中全会精神",
    2020: "党的十九大和十九届二中、三中、四中、五中全会精神",
    2021: "党的十九大和十九届历次全会精神",
    2022: "党的二十大精神",
    2023: "党的二十大和二十届二中全会精神",
    2024: "党的二十大和二十届二中、三中全会精神",
    2025: "党的二十大和二十届历次全会精神",
}

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
ENDINGS = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")


class Said(NamedTuple):
    """A number in a sentence: where, in which words, and the rule that compares it."""

    place: str
    words: str
    number: int
    code: str

    def changed(self, by: int) -> str:
        """Return the words with another number."""
        before, _, after = self.words.partition(str(self.number))
        return f"{before}{self.number + by}{after}"


@dataclass
class Draft:
    """A report being made up."""

    form: Form
    year: int
    dice: random.Random
    answers: dict[str, Value]
    last: dict[str, Value]
    texts: dict[str, list[str]] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def number(self, name: str) -> int:
        """Return a figure, or the sum of a group."""
        return int(self.figures.get(name, 0))

    @property
    def figures(self) -> Mapping[str, int | Decimal]:
        """Every figure and every sum of a group."""
        report = Report(self.answers)
        figures = dict(shown(self.form, report))
        for total in self.form.group_sums:
            figures.setdefault(total.total, sum(figures.get(part, 0) for part in total.parts))
        return figures

    def write(self, place: str, words: str, *numbers: tuple[int, str]) -> None:
        """Add a sentence; each number in it may name the rule that compares it, with the words around it."""
        self.texts.setdefault(place, []).append(words)
        for number, code in numbers:
            for match in re.finditer(rf"[\u4e00-\u9fff]{{0,12}}(?<!\d){number}(?!\d)[件条次%元]?", words):
                self.said.append(Said(place, match[0], number, code))
                break


@dataclass(frozen=True)
class Generated:
    """A report made up, with last year's."""

    form: Form
    report: Report
    last_year: Report
    said: tuple[Said, ...]

    def text(self, place: str) -> str:
        """Return the words of a place."""
        return "\n".join(each.text for each in self.report.paragraphs(place))

    def with_text(self, place: str, words: str) -> "Generated":
        """Return it with other words in one place."""
        value = tuple(Paragraph(line) for line in words.split("\n"))
        return replace(self, report=self.report.with_answers({TEXT + place: value}))

    def with_answers(self, answers: Mapping[str, Value | None]) -> "Generated":
        """Return it with other answers."""
        return replace(self, report=self.report.with_answers(answers))


def clean(seed: int) -> Generated:
    """Return a report in which nothing is wrong."""
    dice = random.Random(seed)
    year = dice.choice(YEARS)
    form = content.form_for_year(year)
    organ = dice.choice(ORGANS)
    draft = Draft(form, year, dice, {"年份": year, **organ}, {"年份": year - 1, **organ})
    _tables(draft)
    _facts(draft)
    _words(draft)
    if dice.random() < 0.5:
        totals = shown(form, Report(draft.answers))
        draft.answers.update(
            {name: totals[name] for name, cell in form.fields.items() if cell.total}
        )
    texts = {
        TEXT + place: (Paragraph("".join(lines)),) for place, lines in draft.texts.items()
    }
    return Generated(
        form, Report({**draft.answers, **texts}), Report(_last_words(draft)), tuple(draft.said)
    )


def phrased(seed: int) -> Generated:
    """Return a clean report whose sections one to four are phrases of the bank that fit it, still following the cells."""
    report = clean(seed)
    dice = random.Random(seed)
    facts = {name: value for name, value in BUREAU.items() if name not in report.report.answers}
    report = report.with_answers({**facts, **_settled(report)})
    found = Suggester(content.bank().bank, report.form, report.report)
    for place in report.form.places:
        if place.startswith("总体情况.") or place.endswith(".说明"):
            fitting = [
                judged.phrase
                for judged in found.judged.values()
                if judged.applies is Applies.YES
                and judged.phrase.places[0] == place
                and "待补" not in judged.phrase.text
            ]
            by_topic = {phrase.topic: phrase for phrase in dice.sample(fitting, len(fitting))}
            chosen = dice.sample(sorted(by_topic), min(len(by_topic), dice.randrange(2, 6)))
            value = tuple(
                Paragraph(by_topic[topic].text, by_topic[topic].id, bound=True) for topic in chosen
            )
            if value and not (place.endswith(".监督保障") and "政府" in report.report.kind):
                report = report.with_answers({TEXT + place: value})
    return report


def _settled(report: Generated) -> Mapping[str, Value]:
    """Return the answers of yes and no that follow from the figures."""
    figures = shown(report.form, report.report)
    return {
        "收到申请": bool(figures["申请.新收.总计"]),
        "有上年结转": bool(figures["申请.上年结转.总计"]),
        "有复议诉讼": any(number for name, number in figures.items() if name.startswith("复议诉讼")),
        "有公众号": True,
        "公众号名称": "青禾发布",
    }


# ── Tables ──


def _some(dice: random.Random, most: int, empty: float = 0.6) -> int:
    return 0 if dice.random() < empty else dice.randrange(1, most + 1)


def _tables(draft: Draft) -> None:
    dice, answers, last = draft.dice, draft.answers, draft.last
    none_at_all = dice.random() < 0.25
    _applications(draft, none_at_all)
    for block in ("复议", "直接起诉", "复议后起诉"):
        for column in ("维持", "纠正", "其他", "未结"):
            some = 0 if none_at_all or block == "复议后起诉" else _some(dice, 4, 0.7)
            answers[f"复议诉讼.{block}.{column}"] = some
            last[f"复议诉讼.{block}.{column}"] = 0
    if draft.form.id == "2021":
        _documents(draft)
    else:
        _items(draft)


def _applications(draft: Draft, none_at_all: bool) -> None:
    dice, answers, last = draft.dice, draft.answers, draft.last
    rows = list(draft.form.tables["申请"].rows)
    results = [row for row in rows if row not in ("新收", "上年结转", "办理总计", "结转下年")]
    common = dice.sample(results, 5)
    for column in COLUMNS:
        busy = not none_at_all and (column == "自然人" or dice.random() < 0.4)
        handled = 0
        for row in results:
            number = _some(dice, 12, 0.3) if busy and row in common else 0
            answers[f"申请.{row}.{column}"] = number
            last[f"申请.{row}.{column}"] = 0
            handled += number
        out = _some(dice, 4) if busy else 0
        brought = dice.randrange(0, min(3, handled + out) + 1)
        answers[f"申请.结转下年.{column}"] = out
        answers[f"申请.上年结转.{column}"] = brought
        answers[f"申请.新收.{column}"] = handled + out - brought
        last[f"申请.结转下年.{column}"] = brought
        last[f"申请.上年结转.{column}"] = 0
        last[f"申请.新收.{column}"] = brought + (result := _some(dice, 30, 0.2) if busy else 0)
        last[f"申请.予以公开.{column}"] = result


def _documents(draft: Draft) -> None:
    dice, answers, last = draft.dice, draft.answers, draft.last
    rules = draft.answers["机关类型"] == "人民政府" and draft.answers["层级"] == "市级"
    for row, may in (("规章", rules), ("规范性文件", True)):
        stock, made = (_some(dice, 40, 0.2), _some(dice, 6)) if may else (0, 0)
        gone = dice.randrange(0, stock + 1) if stock and dice.random() < 0.3 else 0
        for column, number in (("制发", made), ("废止", gone), ("有效", stock + made - gone)):
            answers[f"主动公开.{row}.{column}"] = number
            last[f"主动公开.{row}.{column}"] = stock if column == "有效" else 0
    for row in ("行政许可", "行政处罚", "行政强制"):
        answers[f"主动公开.{row}.决定"] = dice.randrange(1, 300)
        last[f"主动公开.{row}.决定"] = dice.randrange(1, 300)
    answers["主动公开.行政事业性收费.金额"] = Decimal(dice.randrange(0, 9000)) / 100
    last["主动公开.行政事业性收费.金额"] = Decimal(dice.randrange(0, 9000)) / 100


def _items(draft: Draft) -> None:
    dice, answers, last = draft.dice, draft.answers, draft.last
    for row in ("规章", "规范性文件"):
        made = _some(dice, 5) if row == "规范性文件" else 0
        before = _some(dice, 40) if row == "规范性文件" else 0
        for column, number in (("制作", made), ("公开", made), ("累计", before + made)):
            answers[f"主动公开.{row}.{column}"] = number
            last[f"主动公开.{row}.{column}"] = before if column == "累计" else 0
    for row in ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制", "行政事业性收费"):
        before, change = dice.randrange(5, 30), dice.randrange(-4, 5)
        answers[f"主动公开.{row}.上年项目"] = before
        answers[f"主动公开.{row}.增减"] = change
        last[f"主动公开.{row}.上年项目"] = before - 1
        last[f"主动公开.{row}.增减"] = 1
        if row != "行政事业性收费":
            answers[f"主动公开.{row}.决定"] = before + change + dice.randrange(1, 300)
            last[f"主动公开.{row}.决定"] = dice.randrange(40, 300)
    projects = _some(dice, 9)
    for year in (answers, last):
        year["主动公开.政府集中采购.项目数"] = projects
        year["主动公开.政府集中采购.总金额"] = projects * 31_000


# ── Answers and words ──


def _facts(draft: Draft) -> None:
    dice = draft.dice
    site, account, other = dice.randrange(60, 900), dice.randrange(20, 400), dice.randrange(3, 60)
    read, drawn = dice.randrange(2, 12), 1
    draft.answers.update(
        {
            "公开总数": site + account + other,
            "网站条数": site,
            "公众号条数": account,
            "其他渠道条数": other,
            "解读件数": read,
            "解读图解件数": drawn,
            "培训次数": dice.randrange(1, 5),
            "自查次数": dice.randrange(1, 5),
            "收费通知件数": 0,
            "收费通知金额": 0,
            "实收信息处理费": 0,
            "落款日期": f"{draft.year + 1}年1月{dice.randrange(4, 29)}日",
        }
    )


def _rate(part: int, whole: int, digits: int = 1) -> str:
    step = Decimal(1).scaleb(-digits)
    exact = (Decimal(part) * 100 / Decimal(whole)).quantize(step, ROUND_HALF_UP)
    return f"{exact}%"


def _words(draft: Draft) -> None:
    _lead_in(draft)
    _openly(draft)
    _on_request(draft)
    _management(draft)
    _platform(draft)
    _support(draft)
    _problems(draft)
    _others(draft)


def _lead_in(draft: Draft) -> None:
    year, unit, dice = draft.year, draft.answers["单位全称"], draft.dice
    basis = (
        "国办公开办函〔2021〕30号" if draft.form.id == "2021" else "国办公开办函〔2019〕60号"
    )
    draft.write(
        "前言",
        dice.choice(
            [
                f"根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和{basis}的要求，编制{unit}{year}年政府信息公开工作年度报告。",
                f"本报告按照《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）第五十条编制，格式依照{basis}。",
                f"现将{unit}{year}年政府信息公开工作情况报告如下，编制依据是《中华人民共和国政府信息公开条例》（以下简称“《条例》”）。",
            ]
        ),
    )
    draft.write(
        "前言",
        dice.choice(
            [
                f"本报告由“总体情况”“主动公开政府信息情况”“收到和处理政府信息公开申请情况”“政府信息公开行政复议、行政诉讼情况”“存在的主要问题及改进情况”“其他需要报告的事项”六部分组成。",
                "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。",
                "",
            ]
        ),
    )
    draft.write(
        "前言",
        dice.choice(
            [
                f"所列数据的统计期限为{year}年1月1日至12月31日。",
                f"数据统计期限自{year}年1月1日起至{year}年12月31日止。",
                f"统计期限：{year}年1月1日—12月31日。",
            ]
        ),
    )
    draft.write("前言", f"对本报告有疑问的，请与{unit}综合科联系（电话：0768-2345678）。")
    if dice.random() < 0.5:
        draft.write(
            "总体情况.总起",
            f"{year}年，{draft.answers['自称']}以习近平新时代中国特色社会主义思想为指导，贯彻{MEETINGS[year]}，依照《条例》公开政府信息。",
        )


def _openly(draft: Draft) -> None:
    dice, us = draft.dice, draft.answers["自称"]
    names = ("公开总数", "网站条数", "公众号条数", "其他渠道条数", "解读件数", "解读图解件数")
    every, site, account, other, read, drawn = (int(str(draft.answers[name])) for name in names)
    place = "总体情况.主动公开"
    parts = f"其中网站{site}条、微信公众号{account}条、其他渠道{other}条"
    draft.write(
        place,
        dice.choice(
            [
                f"{draft.year}年，{us}主动公开政府信息{every}条，{parts}。",
                f"全年共主动公开政府信息{every}条，{parts}。",
                f"全年公开政府信息{every}条，通过门户网站公开{site}条，占{_rate(site, every)}。",
                f"主动公开政府信息{every}条，同步更新公开目录。",
            ]
        ),
        (every, "N-FACT"),
    )
    draft.write(
        place,
        dice.choice(
            [
                f"发布政策解读材料{read}件，其中图解{drawn}件。",
                f"全年解读政策文件，发布解读材料{write_chinese(read)}件。",
                f"公开部门预算和决算，一并公开“三公”经费；发布政策解读材料{read}件。",
            ]
        ),
    )
    a, b, c = dice.randrange(5, 60), dice.randrange(5, 60), dice.randrange(5, 60)
    draft.write(
        place,
        dice.choice(
            [
                f"重点领域方面，公开就业、教育、医疗、社会保障信息{a + b + c}条，其中就业{a}条、教育{b}条、其他{c}条。",
                f"回应群众关切，答复网民留言{a}条。",
                f"召开座谈会听取意见，收到意见建议{a}条，采纳{min(a, 4)}条。",
                f"公开办事指南、招生入学、社会救助等方面的信息，如办事指南{a}条、招生入学{b}条等。",
            ]
        ),
        (a + b + c, "N-09"),
    )


def _on_request(draft: Draft) -> None:
    dice, us, number = draft.dice, draft.answers["自称"], draft.number
    place = "总体情况.依申请公开"
    new, old = number("申请.新收.总计"), number("申请.上年结转.总计")
    done, out = number("申请.办理总计.总计"), number("申请.结转下年.总计")
    if not (new or old or done or out):
        draft.write(
            place,
            dice.choice(
                [
                    f"{draft.year}年，{us}未收到政府信息公开申请，没有上年结转的申请。",
                    "全年没有收到政府信息公开申请，办理件数为0。",
                    "全年收到政府信息公开申请0件。",
                    "本年度政府信息公开零申请。",
                ]
            ),
        )
    else:
        draft.write(
            place,
            dice.choice(
                [
                    f"{draft.year}年，{us}新收政府信息公开申请{new}件，上年结转{old}件，本年办结{done}件，结转下年度{out}件。",
                    f"全年收到政府信息公开申请{new}件，加上上年结转的{old}件，共办结{done}件，结转下年度继续办理{out}件。",
                    f"新收政府信息公开申请{new}件，上年结转{old}件，答复{done}件，结转下年度{out}件。",
                ]
            ),
            (new, "N-01"),
            (done, "N-02"),
            (out, "N-03"),
        )
        _applicants(draft, new)
        _results(draft, done)
        if not out and new:
            draft.write(place, dice.choice(["收到的申请已全部办结。", "按期答复率100%。", ""]))
    _cases(draft)
    draft.write(place, "办公室负责登记，有关股室负责答复，答复书发出前由办公室审核。")


def _applicants(draft: Draft, new: int) -> None:
    own, place = draft.number("申请.新收.自然人"), "总体情况.依申请公开"
    if new and draft.dice.random() < 0.5:
        before = sum(int(str(draft.last[f"申请.新收.{column}"])) for column in COLUMNS)
        words = f"新收的{new}件政府信息公开申请中，自然人{own}件、法人或其他组织{new - own}件"
        if before and new != before and draft.dice.random() < 0.7:
            more = "增长" if new > before else "下降"
            words += f"。收到政府信息公开申请{new}件，同比{more}{_rate(abs(new - before), before)}"
        draft.write(place, f"{words}。", (own, "N-04"))


def _results(draft: Draft, done: int) -> None:
    place = "总体情况.依申请公开"
    told = {row: draft.number(f"申请.{row}.总计") for row in ENDINGS}
    if not done or draft.dice.random() < 0.3:
        return
    listed = "、".join(f"{row}{number}件" for row, number in told.items())
    draft.write(
        place,
        draft.dice.choice(
            [
                f"办结的{done}件政府信息公开申请中，{listed}。",
                f"办理结果：{listed}。",
            ]
        ),
        *((number, "N-04") for number in told.values() if number),
    )


def _cases(draft: Draft) -> None:
    place, number = "总体情况.依申请公开", draft.number
    review = number("复议诉讼.复议.总计")
    direct, after = number("复议诉讼.直接起诉.总计"), number("复议诉讼.复议后起诉.总计")
    if not review and not direct + after:
        draft.write(
            place,
            draft.dice.choice(
                [
                    "未发生因政府信息公开引起的行政复议、行政诉讼。",
                    "没有因政府信息公开被申请行政复议、提起行政诉讼的案件。",
                    "因政府信息公开被申请行政复议0件、被提起行政诉讼0件。",
                ]
            ),
        )
        return
    upheld = review == number("复议诉讼.复议.维持") and review > 0 and not direct + after
    words = f"因政府信息公开被申请行政复议{review}件、被提起行政诉讼{direct + after}件"
    if upheld:
        words = f"因政府信息公开被申请行政复议{review}件，均获维持"
    draft.write(place, f"{words}。", (review, "N-06"))


def _management(draft: Draft) -> None:
    place, number, dice = "总体情况.政府信息管理", draft.number, draft.dice
    row = "主动公开.规范性文件"
    if draft.form.id == "2021":
        made, gone, stock = (number(f"{row}.{column}") for column in ("制发", "废止", "有效"))
        draft.write(
            place,
            dice.choice(
                [
                    f"全年制发行政规范性文件{made}件，废止{gone}件，截至{draft.year}年12月31日现行有效{stock}件。",
                    f"制发行政规范性文件{made}件、废止{gone}件，现行有效{stock}件，清理结果已经公布。",
                ]
            ),
            (made, "N-05"),
            (stock, "N-05"),
        )
    else:
        made, every = number(f"{row}.制作"), number(f"{row}.累计")
        draft.write(
            place,
            f"全年新制作规范性文件{made}件，累计对外公开规范性文件{every}件。",
            (every, "N-05"),
        )
    draft.write(
        place,
        dice.choice(
            [
                "拟公开的信息落实先审查、后公开的要求，涉密信息不上网。",
                "信息发布执行“三审三校”，每季度清理一次公开专栏，更新公开指南1次。",
                f"{draft.year}年，{draft.answers['自称']}修订信息公开审查办法，逐条核对公开目录。",
            ]
        ),
    )


def _platform(draft: Draft) -> None:
    dice = draft.dice
    draft.write(
        "总体情况.平台建设",
        dice.choice(
            [
                f"维护网站公开专栏{dice.randrange(1, 9)}个，每月检查链接，改正错链{dice.randrange(2, 9)}处。",
                f"运维微信公众号1个，新设公开专区{dice.randrange(1, 4)}处，配备查询终端。",
                f"通过网站开设互动栏目，编发政府公报{dice.randrange(1, 12)}期。",
            ]
        ),
    )
    draft.write("总体情况.平台建设", "线下在办事大厅设置查阅点，为不便上网的群众提供纸质材料和查询帮助。")


def _support(draft: Draft) -> None:
    times, checked = draft.answers["培训次数"], draft.answers["自查次数"]
    draft.write(
        "总体情况.监督保障",
        draft.dice.choice(
            [
                f"组织业务培训{times}次，开展自查{checked}次，参加工作考核和社会评议，未发生责任追究的情形。",
                f"全年开展业务培训{times}次。政府信息公开工作考核结果为良好，社会评议收回问卷42份，没有责任追究。",
                f"将政府信息公开纳入工作考核，组织社会评议，开展培训{times}次，没有因政府信息公开被追究责任的人员。",
            ]
        ),
        (int(str(times)), "N-FACT"),
    )


PROBLEMS = (
    ("政策解读以文字为主，全年{read}件里只有1件图解", "由办公室为新出台的政策配图解，{next}年图解解读不少于3件"),
    ("“{column}”栏目更新间隔最长{days}天", "由信息中心每周检查“{column}”栏目，{next}年6月底前做到按月更新"),
    ("答复书引用条款不准确的有2件", "由法规股汇编答复书范例，{next}年3月底前印发各股室对照使用，答复书引用条款逐件复核"),
    ("兼职人员更换3次，新任人员没有参加过培训", "{next}年一季度组织新任人员培训1次，由办公室考核"),
)  # fmt: skip


def _problems(draft: Draft) -> None:
    dice = draft.dice
    chosen = dice.sample(PROBLEMS, dice.choice([2, 2, 3]))
    names = {
        "read": draft.answers["解读件数"],
        "column": dice.choice(["办事指南", "财政资金", "人事招考"]),
        "days": dice.randrange(21, 60),
        "next": draft.year + 1,
    }
    style = dice.choice([("一是", "二是", "三是"), ("（一）", "（二）", "（三）")])
    ends = "；" if style[0] == "一是" else "。"
    problems = [f"{mark}{told.format(**names)}" for mark, (told, _) in zip(style, chosen, strict=False)]
    measures = [f"{mark}{todo.format(**names)}" for mark, (_, todo) in zip(style, chosen, strict=False)]
    draft.write("问题改进.主要问题", f"{ends.join(problems)}。")
    draft.write(
        "问题改进.改进情况",
        f"针对上年报告指出的问题，{draft.year}年调整栏目4个。{ends.join(measures)}。",
    )
    if any(draft.number(f"复议诉讼.{block}.纠正") for block in ("复议", "直接起诉", "复议后起诉")):
        draft.write("问题改进.主要问题", "申请答复的规范性不足，被纠正的案件暴露出答复理由写得不清。")


def _others(draft: Draft) -> None:
    if draft.year >= 2021:
        fee = draft.number("申请.逾期不缴费.总计")
        sent, amount = fee, fee * 100
        draft.answers.update({"收费通知件数": sent, "收费通知金额": amount})
        draft.write(
            "其他事项.信息处理费",
            draft.dice.choice(
                [
                    f"依据《政府信息公开信息处理费管理办法》发出收费通知{sent}件，总金额{amount}元，实际收取信息处理费0元。",
                    f"发出收费通知{sent}件，总金额{amount}元，实际收取0元。",
                ]
            ),
        )
    draft.write("其他事项.其他", "没有其他需要报告的事项。")


def _last_words(draft: Draft) -> Mapping[str, Value]:
    """Return last year's report: its figures, and words that this year's do not repeat."""
    texts = {
        "总体情况.主动公开": "围绕城市更新和老旧小区改造公开征收补偿方案，组织政府开放日活动，邀请居民代表参观。",
        "问题改进.主要问题": "公开栏目名称同上级要求不一致，旧栏目里的文件没有迁移完，读者检索时常常找不到。",
    }
    return {**draft.last, **{TEXT + place: (Paragraph(words),) for place, words in texts.items()}}


# ── Slips ──

Slip = Callable[[Generated, random.Random], Generated | None]
"""What makes a clean report wrong in one way; nothing where the report has no room for it."""

SLIPS: list[tuple[str, frozenset[str], Slip]] = []
"""Every slip: what it is, the rules of which one must find it, and how to make it."""


def slip(what: str, *codes: str) -> Callable[[Slip], Slip]:
    """Register a slip."""

    def registered(make: Slip) -> Slip:
        SLIPS.append((what, frozenset(codes), make))
        return make

    return registered


def mutated(seed: int) -> Iterator[tuple[str, frozenset[str], Generated, Generated]]:
    """Yield, for one clean report, every slip it has room for: what, rules, the clean one, the wrong one."""
    report = clean(seed)
    for number, (what, codes, make) in enumerate(SLIPS):
        wrong = make(report, random.Random(seed * 1000 + number))
        if wrong is not None:
            yield what, codes, report, wrong


def _change_said(code: str) -> Slip:
    def make(report: Generated, dice: random.Random) -> Generated | None:
        told = [one for one in report.said if one.code == code and one.words in report.text(one.place)]
        if not told:
            return None
        one = dice.choice(told)
        wrong = one.changed(dice.choice([1, 2, 10]))
        return report.with_text(one.place, report.text(one.place).replace(one.words, wrong, 1))

    return make


for _code, _what in (
    ("N-01", "正文的新收数改了"), ("N-02", "正文的办结数改了"), ("N-03", "正文的结转数改了"), ("N-04", "正文的结果数改了"),
    ("N-05", "正文的文件数改了"), ("N-06", "正文的复议数改了"), ("N-FACT", "正文同回答不一致"), ("N-09", "合计改了"),
):  # fmt: skip
    SLIPS.append((_what, frozenset({_code}), _change_said(_code)))


def _instead(place: str, pattern: str, *choices: str) -> Slip:
    def make(report: Generated, dice: random.Random) -> Generated | None:
        text = report.text(place)
        match = re.search(pattern, text)
        if not match:
            return None
        year = report.report.year or 0
        right = dice.choice(choices).format(Y=year, P=year - 1, N=year + 1, m=match)
        return report.with_text(place, text[: match.start()] + match.expand(right) + text[match.end() :])

    return make


def _added(place: str, *choices: str) -> Slip:
    def make(report: Generated, dice: random.Random) -> Generated | None:
        year = report.report.year or 0
        words = dice.choice(choices).format(Y=year, P=year - 1, N=year + 1)
        return report.with_text(place, report.text(place) + words)

    return make


_A, _B, _C = "总体情况.主动公开", "总体情况.依申请公开", "总体情况.政府信息管理"
_D, _E, _L = "总体情况.平台建设", "总体情况.监督保障", "前言"
_P, _M = "问题改进.主要问题", "问题改进.改进情况"

SLIPS += [
    ("统计期限少了几天", frozenset({"P-PERIOD"}), _instead(_L, r"12月31日", "12月21日")),
    ("统计期限早了一年", frozenset({"P-PERIOD"}), _instead(_L, r"\d{4}(?=年1月1日)", "{P}")),
    ("前言是上年的", frozenset({"N-11"}), _instead(_L, r"\d{4}(?=年政府信息公开)", "{P}")),
    ("一段以上年开头", frozenset({"N-11"}), _instead(_A, r"^\d{4}年，", "{P}年，")),
    ("一段以前年开头", frozenset({"N-11"}), _added(_C, "2018年，本机关没有修订目录。")),
    ("令号写错", frozenset({"L-NUMBER"}), _instead(_L, "第711号", "第771号", "第717号")),
    ("文号漏字", frozenset({"L-NUMBER"}), _instead(_L, "国办公开办函", "国办公开函", "国公开办函")),
    ("文号括号", frozenset({"L-NUMBER"}), _instead(_L, r"〔(\d{{4}})〕".replace("{{", "{").replace("}}", "}"), r"[\1]", r"【\1】")),
    ("条例名称漏字", frozenset({"L-TITLE"}), _instead(_L, "共和国政府信息公开条例", "共和国信息公开条例", "共和国政府信息公条例")),
    ("项写成款", frozenset({"L-DETAIL"}), _added(_A, "按照条例第二十条第（二）款公开机构职能。")),
    ("没有交代简称", frozenset({"Q-ABBR"}), _added(_C, "按照《规定》第三条逐件登记。", "落实《办法》要求。")),
    ("政治表述漏字", frozenset({"Q-TYPO"}), _added(_A, "坚持以习近平新时代中国特社会主义思想为指导。", "推进全过程人民主建设。")),
    ("法定用语写错", frozenset({"Q-TYPO"}), _added(_B, "涉及过程性性信息0件。", "公布政府信息公开工作告年度报。")),
    ("易错词", frozenset({"Q-WORD"}), _added(_C, "截止{Y}年底完成清理。", "公开其它信息。", "群众可登陆网站查询。", "按计划布署。")),
    ("日期漏字", frozenset({"Q-DATE"}), _added(_C, "清理工作于{Y}1月完成。", "清理工作于{Y}年2月30日完成。")),
    ("叠词", frozenset({"Q-DUP"}), _added(_C, "逐条核对公开目录目录。", "可通过可以通过网站查询。")),
    ("缺单位", frozenset({"Q-UNIT"}), _added(_A, "另外公开各类资料260余。")),
    ("模板残留", frozenset({"Q-RESIDUE", "Q-PLACE"}), _added(_A, "公开XX信息。", "（此处填写重点领域）", "根据贵办要求公开信息。", "本机关在____公开信息。")),
    ("手机号", frozenset({"Q-PII"}), _added(_L, "经办人手机13912345678。")),
    ("身份证号", frozenset({"Q-PII"}), _added(_B, "其中一件的申请人证件号码为11010519491231002X。")),
    ("密级字样", frozenset({"Q-SECRET"}), _added(_C, "机密★1年的文件不在此列。", "（内部资料，注意保存）")),
    ("别人的自称", frozenset({"Q-AGENCY"}), lambda report, dice: report.with_text(_D, report.text(_D) + f"{_strange(report)}负责栏目更新。")),
    ("空泛的话", frozenset({"Q-GENERIC"}), _added(_D, "部分地区还开发了小程序。", "多数部门更新及时。")),
    ("会议过时", frozenset({"P-STALE"}), _stale := (lambda report, dice: _added("总体情况.总起", "贯彻党的十九大精神。")(report, dice) if (report.report.year or 0) > 2022 and "十" not in report.text("总体情况.总起") else None)),
    ("会议名称写错", frozenset({"P-WRONG"}), _added("总体情况.总起", "贯彻二十大三中全会精神。", "贯彻十九大五中全会精神。")),
    ("会议还没有开", frozenset({"P-FUTURE"}), lambda report, dice: _added("总体情况.总起", "贯彻党的二十届四中全会精神。")(report, dice) if (report.report.year or 0) < 2024 else None),
    ("过时的提法", frozenset({"P-TERM"}), lambda report, dice: _added(_A, "公开疫情防控信息2条。", "公开“十三五”规划信息2条。")(report, dice) if (report.report.year or 0) > 2022 else None),
    ("没有问题", frozenset({"Q-NOPROB"}), lambda report, dice: report.with_text(_P, "本年度不存在问题。")),
    ("空话问题", frozenset({"Q-VAGUE"}), lambda report, dice: report.with_text(_P, "公开意识有待进一步提高，解读形式不够多样。")),
    ("少一条措施", frozenset({"Q-PAIR"}), lambda report, dice: report.with_text(_M, re.split(r"[；。](?=三是|（三）)", report.text(_M))[0] + "。") if re.search("三是|（三）", report.text(_M)) else None),
    ("没有措施", frozenset({"Q-IMP", "Q-PAIR"}), lambda report, dice: report.with_answers({TEXT + _M: None})),
    ("不提上年问题", frozenset({"Q-CLOSE"}), lambda report, dice: report.with_text(_M, re.sub(r"针对上年报告指出的问题，\d{4}年", "", report.text(_M)))),
    ("发布了自己", frozenset({"Q-SELF"}), _added(_E, "按时发布{Y}年政府信息公开工作年度报告。")),
    ("少一个部分", frozenset({"Q-PARTS"}), _instead(_L, "“其他需要报告的事项”|、其他需要报告的事项", "")),
    ("部门晚公布", frozenset({"Q-LATE"}), lambda report, dice: report.with_answers({"落款日期": f"{(report.report.year or 0) + 1}年4月9日"})),
    ("落款太早", frozenset({"N-12"}), lambda report, dice: report.with_answers({"落款日期": f"{report.report.year}年12月20日"})),
    ("少一个方面", frozenset({"Q-FIVE"}), lambda report, dice: report.with_answers({TEXT + _D: None}) if (report.report.year or 0) >= 2021 else None),
    ("第五部分空着", frozenset({"Q-HEAD"}), lambda report, dice: report.with_answers({TEXT + _P: None, TEXT + _M: None})),
    ("第六部分只写没有", frozenset({"Q-SEC6"}), lambda report, dice: report.with_answers({TEXT + "其他事项.信息处理费": None}) if (report.report.year or 0) >= 2021 else None),
    ("旧表的项目名称", frozenset({"Q-FMT"}), lambda report, dice: _added(_C, "本年新制作数量2件，对外公开总数量9件。" if report.form.id == "2021" else "本年制发件数2件，现行有效件数9件。")(report, dice)),
    ("待补", frozenset({"OPEN-ITEM"}), lambda report, dice: report.with_answers({"申请.新收.自然人": Pending("等收发室")})),
    ("半角标点", frozenset({"Q-PUNCT"}), _instead(_A, r"，", ",")),
    ("序号缺一个", frozenset({"Q-ORDER"}), _instead(_P, r"二是|（二）", "四是")),
    ("照抄上年", frozenset({"Q-SAME"}), lambda report, dice: replace(report, last_year=report.last_year.with_answers({TEXT + place: report.report.paragraphs(place) for place in (_A, _B, _D, _P, _M)}))),
    ("收支不平", frozenset({"N-BAL"}), _instead(_B, r"(上年结转(?:的)?)(\d+)件", r"\g<1>9\2件")),
    ("百分比算错", frozenset({"N-10"}), _instead(_A, r"占(\d+)\.", r"占1\1.")),
    ("同比算错", frozenset({"N-10"}), _instead(_B, r"同比(增长|下降)(\d+)\.", r"同比\g<1>1\2.")),
    ("费用不是整数倍", frozenset({"N-13"}), lambda report, dice: report.with_answers({"收费通知件数": 1, "收费通知金额": 385, "实收信息处理费": 385}) if (report.report.year or 0) >= 2021 else None),
]  # fmt: skip


def _strange(report: Generated) -> str:
    own = str(report.report.answers["自称"])
    return next(name for name in ("我镇", "我厅", "我局") if name != own)


@slip("表里有申请，正文说没有", "N-07")
def _none_said(report: Generated, dice: random.Random) -> Generated | None:
    if not shown(report.form, report.report).get("申请.新收.总计"):
        return None
    return report.with_text(_B, "全年未收到政府信息公开申请。" + report.text(_B))


@slip("表里有复议，正文说没有", "N-07")
def _no_case_said(report: Generated, dice: random.Random) -> Generated | None:
    if not shown(report.form, report.report).get("复议诉讼.复议.总计"):
        return None
    return report.with_text(_B, report.text(_B) + "全年未发生行政复议。")


@slip("有未结的，正文说均获维持", "N-08")
def _all_upheld(report: Generated, dice: random.Random) -> Generated | None:
    figures = shown(report.form, report.report)
    total = figures.get("复议诉讼.复议.总计", 0)
    if not total or total == figures.get("复议诉讼.复议.维持"):
        return None
    return report.with_text(_B, report.text(_B) + f"行政复议{total}件，均获维持。")


@slip("有结转的，正文说全部办结", "N-08")
def _all_done(report: Generated, dice: random.Random) -> Generated | None:
    figures = shown(report.form, report.report)
    if not figures.get("申请.结转下年.总计"):
        return None
    return report.with_text(_B, report.text(_B) + "收到的政府信息公开申请已全部办结。")


@slip("一格多1", "T3-BAL", "T3-SUM", "T3-ROW")
def _one_more(report: Generated, dice: random.Random) -> Generated | None:
    cell = dice.choice(list(report.form.tables["申请"].fields))
    number = shown(report.form, report.report)[cell]
    return report.with_answers({cell: number + 1})


@slip("表四总计多1", "T4-SUM")
def _case_total(report: Generated, dice: random.Random) -> Generated | None:
    figures = shown(report.form, report.report)
    return report.with_answers({"复议诉讼.复议.总计": figures["复议诉讼.复议.总计"] + 1})


@slip("上年结转同上年年报不一致", "T3-CARRY")
def _carry(report: Generated, dice: random.Random) -> Generated | None:
    cell = f"申请.结转下年.{dice.choice(COLUMNS)}"
    number = report.last_year.number(cell) or 0
    return replace(report, last_year=report.last_year.with_answers({cell: number + 1}))


@slip("现行有效对不上上年", "T2-STOCK")
def _stock(report: Generated, dice: random.Random) -> Generated | None:
    if (report.report.year or 0) < 2022:
        return None
    cell = "主动公开.规范性文件.有效"
    return report.with_answers({cell: (report.report.number(cell) or 0) + 3})


@slip("区县填了规章", "T2-RULE")
def _rules(report: Generated, dice: random.Random) -> Generated | None:
    if report.form.id != "2021" or report.report.rank not in ("区县级", "乡镇级"):
        return None
    return report.with_answers({"主动公开.规章.制发": 1, "主动公开.规章.有效": 1})
