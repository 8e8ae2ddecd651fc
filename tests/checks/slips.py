"""Wrong reports: a clean one with a single slip of a known kind, and the rules of which one must find it.

Slips of words stand in `slips.toml`; those that need the figures or several places are written here.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from assistant.forms import shown
from assistant.report import TEXT, Pending
from tests.checks.generated import COLUMNS, Generated, clean

OPENLY, ASKED, PLATFORM = "总体情况.主动公开", "总体情况.依申请公开", "总体情况.平台建设"
PROBLEM, MEASURE = "问题改进.主要问题", "问题改进.改进情况"

Make = Callable[[Generated, random.Random], Generated | None]
"""What makes a clean report wrong in one way; nothing where the report has no room for it."""


class Slip(NamedTuple):
    """One kind of slip."""

    what: str
    codes: frozenset[str]
    make: Make


class Wrong(NamedTuple):
    """A report with one slip."""

    slip: Slip
    report: Generated


def wrong(seed: int) -> Iterator[Wrong]:
    """Yield one clean report with every slip it has room for."""
    report = clean(seed)
    for number, slip in enumerate(SLIPS):
        made = slip.make(report, random.Random(seed * 1000 + number))
        if made is not None:
            yield Wrong(slip, made)


def year(report: Generated) -> int:
    """Return the year of a report made up."""
    return report.report.year or 0


def figures(report: Generated) -> Mapping[str, Any]:
    """Return every figure its tables show."""
    return shown(report.form, report.report)


# ── Slips of words ──


def _written(entry: Mapping[str, Any]) -> Slip:
    first, last = entry.get("年", (0, 9999))
    place = entry["位置"]

    def make(report: Generated, dice: random.Random) -> Generated | None:
        text = report.text(place)
        match = re.search(entry["找"], text) if "找" in entry else None
        if not first <= year(report) <= last or ("找" in entry and match is None):
            return None
        words = dice.choice(entry["换"])
        for name, value in (("{Y}", 0), ("{P}", -1), ("{N}", 1)):
            words = words.replace(name, str(year(report) + value))
        if match is None:
            return report.with_text(place, text + words)
        return report.with_text(
            place, text[: match.start()] + match.expand(words) + text[match.end() :]
        )

    return Slip(entry["改法"], frozenset(entry["规则"]), make)


_FILE = Path(__file__).with_name("slips.toml")
SLIPS = [_written(entry) for entry in tomllib.loads(_FILE.read_text("utf-8"))["差错"]]
"""Every slip."""


# ── Slips of figures ──


def _slip(what: str, *codes: str) -> Callable[[Make], Make]:
    def registered(make: Make) -> Make:
        SLIPS.append(Slip(what, frozenset(codes), make))
        return make

    return registered


def _change_said(code: str) -> Make:
    def make(report: Generated, dice: random.Random) -> Generated | None:
        told = [
            one for one in report.said if one.code == code and one.words in report.text(one.place)
        ]
        if not told:
            return None
        one = dice.choice(told)
        changed = one.changed(dice.choice([1, 2, 10]))
        return report.with_text(one.place, report.text(one.place).replace(one.words, changed, 1))

    return make


for _code, _what in {
    "N-01": "正文的新收数改了",
    "N-02": "正文的办结数改了",
    "N-03": "正文的结转数改了",
    "N-04": "正文的结果数改了",
    "N-05": "正文的文件数改了",
    "N-06": "正文的复议数改了",
    "N-FACT": "正文同回答不一致",
    "N-09": "合计改了",
}.items():
    SLIPS.append(Slip(_what, frozenset({_code}), _change_said(_code)))


@_slip("表里有申请，正文说没有", "N-07")
def _none_said(report: Generated, dice: random.Random) -> Generated | None:
    if not figures(report).get("申请.新收.总计"):
        return None
    return report.with_text(ASKED, "全年未收到政府信息公开申请。" + report.text(ASKED))


@_slip("表里有复议，正文说没有", "N-07")
def _no_case_said(report: Generated, dice: random.Random) -> Generated | None:
    if not figures(report).get("复议诉讼.复议.总计"):
        return None
    return report.with_text(ASKED, report.text(ASKED) + "全年未发生行政复议。")


@_slip("有未结的，正文说均获维持", "N-08")
def _all_upheld(report: Generated, dice: random.Random) -> Generated | None:
    total = figures(report).get("复议诉讼.复议.总计", 0)
    if not total or total == figures(report).get("复议诉讼.复议.维持"):
        return None
    return report.with_text(ASKED, report.text(ASKED) + f"行政复议{total}件，均获维持。")


@_slip("有结转的，正文说全部办结", "N-08")
def _all_done(report: Generated, dice: random.Random) -> Generated | None:
    if not figures(report).get("申请.结转下年.总计"):
        return None
    return report.with_text(ASKED, report.text(ASKED) + "收到的政府信息公开申请已全部办结。")


@_slip("一格多1", "T3-BAL", "T3-SUM", "T3-ROW")
def _one_more(report: Generated, dice: random.Random) -> Generated | None:
    cell = dice.choice(list(report.form.tables["申请"].fields))
    return report.with_answers({cell: figures(report)[cell] + 1})


@_slip("表四总计多1", "T4-SUM")
def _case_total(report: Generated, dice: random.Random) -> Generated | None:
    cell = "复议诉讼.复议.总计"
    return report.with_answers({cell: figures(report)[cell] + 1})


@_slip("上年结转同上年年报不一致", "T3-CARRY")
def _carry(report: Generated, dice: random.Random) -> Generated | None:
    cell = f"申请.结转下年.{dice.choice(COLUMNS)}"
    number = report.last_year.number(cell) or 0
    return replace(report, last_year=report.last_year.with_answers({cell: number + 1}))


@_slip("现行有效对不上上年", "T2-STOCK")
def _stock(report: Generated, dice: random.Random) -> Generated | None:
    cell = "主动公开.规范性文件.有效"
    number = report.report.number(cell) or 0
    return report.with_answers({cell: number + 3}) if year(report) >= 2022 else None


@_slip("区县填了规章", "T2-RULE")
def _rules(report: Generated, dice: random.Random) -> Generated | None:
    if report.form.id != "2021" or report.report.rank not in ("区县级", "乡镇级"):
        return None
    return report.with_answers({"主动公开.规章.制发": 1, "主动公开.规章.有效": 1})


@_slip("费用不是整数倍", "N-13")
def _odd_fee(report: Generated, dice: random.Random) -> Generated | None:
    fee = {"收费通知件数": 1, "收费通知金额": 385, "实收信息处理费": 385}
    return report.with_answers(fee) if year(report) >= 2021 else None


@_slip("待补", "OPEN-ITEM")
def _open(report: Generated, dice: random.Random) -> Generated | None:
    return report.with_answers({"申请.新收.自然人": Pending("等收发室")})


# ── Slips of parts ──


@_slip("别人的自称", "Q-AGENCY")
def _stranger(report: Generated, dice: random.Random) -> Generated | None:
    own = report.report.answers["自称"]
    name = dice.choice([name for name in ("我镇", "我厅", "我局") if name != own])
    return report.with_text(PLATFORM, report.text(PLATFORM) + f"{name}负责栏目更新。")


@_slip("没有问题", "Q-NOPROB")
def _no_problem(report: Generated, dice: random.Random) -> Generated | None:
    return report.with_text(PROBLEM, dice.choice(["本年度不存在问题。", "暂无。", "无。"]))


@_slip("空话问题", "Q-VAGUE")
def _vague(report: Generated, dice: random.Random) -> Generated | None:
    return report.with_text(PROBLEM, "公开意识有待进一步提高，解读形式不够多样。")


@_slip("少一条措施", "Q-PAIR")
def _unpaired(report: Generated, dice: random.Random) -> Generated | None:
    parts = re.split(r"[；。](?=三是|（三）)", report.text(MEASURE))
    return report.with_text(MEASURE, parts[0] + "。") if len(parts) > 1 else None


@_slip("没有措施", "Q-IMP", "Q-PAIR")
def _no_measure(report: Generated, dice: random.Random) -> Generated | None:
    return report.with_answers({TEXT + MEASURE: None})


@_slip("不提上年问题", "Q-CLOSE")
def _not_closed(report: Generated, dice: random.Random) -> Generated | None:
    words = re.sub(r"针对上年报告指出的问题，\d{4}年", "", report.text(MEASURE))
    return report.with_text(MEASURE, words)


@_slip("照抄上年", "Q-SAME")
def _copied(report: Generated, dice: random.Random) -> Generated | None:
    places = (OPENLY, ASKED, PLATFORM, PROBLEM, MEASURE)
    same = {TEXT + place: report.report.paragraphs(place) for place in places}
    return replace(report, last_year=report.last_year.with_answers(same))


@_slip("晚公布", "Q-LATE")
def _late(report: Generated, dice: random.Random) -> Generated | None:
    return report.with_answers({"落款日期": f"{year(report) + 1}年4月9日"})


@_slip("落款太早", "N-12")
def _early(report: Generated, dice: random.Random) -> Generated | None:
    return report.with_answers({"落款日期": f"{year(report)}年12月20日"})


@_slip("少一个方面", "Q-FIVE")
def _one_aspect_less(report: Generated, dice: random.Random) -> Generated | None:
    return report.with_answers({TEXT + PLATFORM: None}) if year(report) >= 2021 else None


@_slip("第五部分空着", "Q-HEAD")
def _no_fifth_section(report: Generated, dice: random.Random) -> Generated | None:
    return report.with_answers({TEXT + PROBLEM: None, TEXT + MEASURE: None})


@_slip("第六部分没有费用", "Q-SEC6")
def _no_fee(report: Generated, dice: random.Random) -> Generated | None:
    place = TEXT + "其他事项.信息处理费"
    return report.with_answers({place: None}) if year(report) >= 2021 else None
