"""Clean reports made up by dice: every kind of organ, both forms.

They are consistent by construction: tables that add up and follow from last year's, sentences in many wordings whose
numbers are those of the tables, problems with facts and a measure for each. `slips.py` makes wrong ones of them,
`accuracy.py` counts what the checks say of both.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from assistant import content
from assistant.forms import Form, shown
from assistant.numerals import write_chinese
from assistant.phrases.suggest import Applies, Suggester
from assistant.report import TEXT, Paragraph, Report, Value
from tests.phrases.organs import BUREAU

YEARS = tuple(range(2019, 2026))

_SAID = ("单位全称", "自称", "机关类型", "层级", "业务领域")
_NAMED = """
云澜市青禾区人力资源和社会保障局 我局 政府部门 区县级 人力资源社会保障
云澜市青禾区教育局 我局 政府部门 区县级 教育
云澜市卫生健康委员会 我委 政府部门 市级 卫生健康
云澜市人民政府 我市 人民政府 市级 综合政务
云澜市青禾区人民政府 我区 人民政府 区县级 综合政务
云澜市青禾区人民政府办公室 我办 政府办公室 区县级 综合政务
青禾区柳溪镇人民政府 我镇 乡镇人民政府 乡镇级 街镇
云澜市青禾区石桥街道办事处 我街道 街道办事处 乡镇级 街镇
国家税务总局云澜市青禾区税务局 我局 垂直管理部门 区县级 税务
云澜经济技术开发区管理委员会 我委 开发区管委会 市级 园区
云澜市公共就业服务中心 我中心 授权组织 市级 人力资源社会保障
"""
ORGANS: tuple[Mapping[str, str], ...] = tuple(
    {**dict(zip(_SAID, line.split(), strict=True)), "统计范围": "本机关"}
    for line in _NAMED.strip().splitlines()
)
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

VERBS = {"N-01": "新收|收到", "N-02": "办结|答复", "N-03": "结转下"}
"""What stands before a number that a rule compares, where one sentence may have the number twice."""

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
            for match in re.finditer(
                rf"[\u4e00-\u9fff]{{0,12}}(?<!\d){number}(?![\d年月日])[件条次%元]?", words
            ):
                if re.search(VERBS.get(code, ""), match[0]):
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
    texts = {TEXT + place: (Paragraph("".join(lines)),) for place, lines in draft.texts.items()}
    return Generated(
        form, Report({**draft.answers, **texts}), Report(_last_words(draft)), tuple(draft.said)
    )


def phrased(seed: int) -> Generated:
    """Return a clean report with phrases of the bank that fit it, still following the cells."""
    report = clean(seed)
    dice = random.Random(seed)
    facts = {name: value for name, value in BUREAU.items() if name not in report.report.answers}
    report = report.with_answers({**facts, **_settled(report)})
    found = Suggester(content.bank().bank, report.form, report.report)
    for place in report.form.places:
        if place.startswith("总体情况.") or place.endswith(".说明"):
            fitting = [
                judged.phrase
                for judged in found.judge.judged.values()
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
        "有复议诉讼": any(
            number for name, number in figures.items() if name.startswith("复议诉讼")
        ),
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
        last[f"主动公开.{row}.决定"] = _before(dice, int(str(answers[f"主动公开.{row}.决定"])))
    fee = dice.randrange(0, 9000)
    answers["主动公开.行政事业性收费.金额"] = Decimal(fee) / 100
    last["主动公开.行政事业性收费.金额"] = Decimal(_before(dice, fee)) / 100


def _before(dice: random.Random, number: int) -> int:
    """Return last year's number of something that goes on: mostly near, sometimes half or double."""
    return int(number * dice.choice([0.5, 0.8, 0.9, 1, 1.1, 1.2, 2]))


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
            last[f"主动公开.{row}.决定"] = _before(dice, int(str(answers[f"主动公开.{row}.决定"])))
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
    basis = "国办公开办函〔2021〕30号" if draft.form.id == "2021" else "国办公开办函〔2019〕60号"
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
                "本报告由“总体情况”“主动公开政府信息情况”“收到和处理政府信息公开申请情况”“政府信息公开行政复议、行政诉讼情况”“存在的主要问题及改进情况”“其他需要报告的事项”六部分组成。",
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
    draft.write(
        "总体情况.平台建设", "线下在办事大厅设置查阅点，为不便上网的群众提供纸质材料和查询帮助。"
    )


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
    ("答复书引用条款不准确的有2件", "由法规股逐件复核答复书引用条款，{next}年3月底前印发答复书范例"),
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
    problems = [
        f"{mark}{told.format(**names)}" for mark, (told, _) in zip(style, chosen, strict=False)
    ]
    measures = [
        f"{mark}{todo.format(**names)}" for mark, (_, todo) in zip(style, chosen, strict=False)
    ]
    draft.write("问题改进.主要问题", f"{ends.join(problems)}。")
    draft.write(
        "问题改进.改进情况",
        f"针对上年报告指出的问题，{draft.year}年调整栏目4个。{ends.join(measures)}。",
    )
    if any(draft.number(f"复议诉讼.{block}.纠正") for block in ("复议", "直接起诉", "复议后起诉")):
        draft.write(
            "问题改进.主要问题", "申请答复的规范性不足，被纠正的案件暴露出答复理由写得不清。"
        )


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
