"""An office's own levels: what they change, what they cannot, and what is complained about."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from assistant import checks, content
from assistant.checks import requirements
from assistant.checks.knowledge import Knowledge
from assistant.checks.settings import load
from assistant.checks.standards import Setting, Standards
from assistant.finding import Level
from assistant.report import TEXT

FILE = "核对/本单位.md"
BASE = content.standards().standards.knowledge or Knowledge()
LONG = {"总体情况.主动公开": "公开政府信息120条，发布政策解读6件，收到意见3条，逐条答复。" * 60}


def settings(text: str) -> Mapping[str, Setting]:
    """Return the levels that a file sets, in which nothing is wrong."""
    found, problems = load([(FILE, text)], checks.RULES)
    assert () == problems
    return found


def entry(code: str, level: str, reason: str = "市里的编制通知这样要求。") -> str:
    """Return one entry."""
    return f"## 本单位的级别\n规则：{code}\n级别：{level}\n理由：{reason}\n"


def levels(written: Any, own: Mapping[str, Setting]) -> dict[str, Level]:
    """Return the level of every finding, with an office's own levels."""
    standards = replace(content.standards().standards, settings=own)
    found = checks.run(written.form, written.report, standards=standards).findings
    return {each.code: each.level for each in found}


def test_a_rule_made_milder(case: Callable[..., Any]) -> None:
    """What wanted an explanation is only a hint, and the finding says who settled that and why."""
    written = case("zero-2021", 文字=LONG)
    own = settings(entry("Q-LEN", "提示"))

    assert Level.EXPLAIN is levels(written, {})["Q-LEN"]
    assert Level.HINT is levels(written, own)["Q-LEN"]

    standards = replace(content.standards().standards, settings=own)
    (finding,) = [
        each
        for each in checks.run(written.form, written.report, standards=standards).findings
        if each.code == "Q-LEN"
    ]
    assert finding.basis.endswith("；本单位设为提示：市里的编制通知这样要求")


def test_arithmetic_at_its_own_level_is_no_change() -> None:
    """Only making it milder is refused."""
    assert {"T3-BAL"} == set(settings(entry("T3-BAL", "阻断")))


def test_a_rule_made_graver(case: Callable[..., Any]) -> None:
    """What wanted an explanation must be put right; a milder finding of the same rule stays as it is."""
    own = settings(entry("q-len", "阻断"))

    assert Level.BLOCKS is levels(case("zero-2021", 文字=LONG), own)["Q-LEN"]
    short = {"总体情况.主动公开": LONG["总体情况.主动公开"][:1100]}
    assert Level.HINT is levels(case("zero-2021", 文字=short), own)["Q-LEN"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (entry("T3-BAL", "提示"), "“级别”：T3-BAL是算术规则，数对不上就是对不上，级别不能调低。"),
        (entry("T3-SUM", "提示"), "“级别”：T3-SUM是算术规则，数对不上就是对不上，级别不能调低。"),
        (entry("N-09", "提示"), "“级别”：N-09是算术规则，数对不上就是对不上，级别不能调低。"),
        (entry("Q-LNE", "提示"), "“规则”：没有“Q-LNE”这条规则，是不是“Q-LEN”？"),
        (entry("Q-LEN", "警告"), "“级别”：级别写阻断、需说明、提示中的一个，现在写的是“警告”。"),
        ("## 没有理由\n规则：Q-LEN\n级别：提示\n", "“没有理由”缺“理由”这一项。"),
        (
            entry("Q-LEN", "提示") + "\n" + entry("Q-LEN", "阻断"),
            "“规则”：“Q-LEN”前面已经设置过，这一条没有用上；请只留一条。",
        ),
        (entry("Q-LEN", "提示") + "说明：可以\n", "“说明”：没有这一项。"),
    ],
)
def test_what_cannot_be(text: str, complaint: str) -> None:
    """Arithmetic cannot be talked away, and every slip in the file is said with its line."""
    _, problems = load([(FILE, text)], checks.RULES)

    assert [complaint] == [problem.message for problem in problems]
    assert all(problem.line for problem in problems)


def test_arithmetic_says_so() -> None:
    """A rule that rests on arithmetic is marked as such."""
    unmarked = [
        check.code for check in checks.ALL if "算术" in check.basis and not check.arithmetic
    ]

    assert [] == unmarked


def test_an_offices_folder_is_read(tmp_path: Any) -> None:
    """The folder 核对 beside the drafts holds an office's own levels."""
    (tmp_path / "核对").mkdir()
    (tmp_path / "核对" / "本单位.md").write_text(entry("Q-LEN", "提示"), encoding="utf-8")

    loaded = content.standards(tmp_path)

    assert () == loaded.problems
    assert {"Q-LEN": Setting(Level.HINT, "市里的编制通知这样要求。")} == loaded.standards.settings


def test_without_standards_it_is_said(case: Callable[..., Any]) -> None:
    """A run that knows no meetings and no words says which rules it could not judge."""
    written = case("zero-2021")

    waiting = {each.code for each in checks.run(written.form, written.report).not_assessed}

    assert {"Q-WORD", "P-STALE", "L-NUMBER", "Q-TYPO"} <= waiting
    assert Standards().knowledge is None


LIMIT = "## 省里要求写到三千字\n界线：总体情况多少字要说明\n数值：3000\n理由：省里的编制通知。\n"


def test_a_place_may_require_another_length(case: Callable[..., Any]) -> None:
    """A limit set beside the drafts takes the place of the usual one; a level may stand in the same file."""
    limits, problems = requirements.load([(FILE, LIMIT + "\n" + entry("Q-LEN", "提示"))])
    standards = content.standards().standards
    own = requirements.required(BASE.thresholds, limits)

    assert ({"overview_too_long": (3000, "省里的编制通知。")}, ()) == (dict(limits), problems)
    assert {"Q-LEN"} == set(settings(LIMIT + "\n" + entry("Q-LEN", "提示")))
    standards = replace(standards, knowledge=replace(BASE, thresholds=own))
    written = case("zero-2021", 文字=LONG)
    found = checks.run(written.form, written.report, standards=standards).findings
    assert [Level.HINT] == [each.level for each in found if each.code == "Q-LEN"]


@pytest.mark.parametrize(
    ("limit", "number", "code", "told"),
    [
        ("总体情况多少字提示", 900, "Q-LEN", "900字（单位另定：省里的编制通知）"),
        ("总体情况多少字要说明", 1200, "Q-LEN", "1200字（单位另定：省里的编制通知）"),
        ("总体情况至少多少字", 9000, "Q-LEN", "9000字（单位另定：省里的编制通知）"),
        ("第五部分至少多少字", 4000, "Q-NOPROB", "4000字（单位另定：省里的编制通知）"),
        ("第五部分与上年相似百分之多少要说明", 3, "Q-SAME", "3%（单位另定：省里的编制通知）"),
        ("全文与上年相似百分之多少要说明", 2, "Q-SAME", "2%（单位另定：省里的编制通知）"),
        ("一段与上年相似百分之多少提示", 1, "Q-SAME", "1%（单位另定：省里的编制通知）"),
    ],
)
def test_a_message_says_whose_limit_it_is(
    case: Callable[..., Any], limit: str, number: int, code: str, told: str
) -> None:
    """A finding about a limit of the place's own says the number and the reason given for it."""
    text = f"## 本地的界线\n界线：{limit}\n数值：{number}\n理由：省里的编制通知。\n"
    limits, _ = requirements.load([(FILE, text)])
    known = replace(BASE, thresholds=requirements.required(BASE.thresholds, limits))
    standards = replace(content.standards().standards, knowledge=known)
    over = {} if "至少" in limit or "相似" in limit else {"文字": LONG}
    written = case("zero-2021", **over)
    answers = {**written.report.answers, "年份": 2024}
    if limit.startswith("一段"):
        kept = TEXT + "总体情况.主动公开"
        answers = {name: v for name, v in answers.items() if name == kept or TEXT not in name}
    before = replace(written.report, answers=answers)
    found = checks.run(written.form, written.report, before, standards=standards).findings

    assert [told] == [told for each in found if each.code == code and told in each.message][:1]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("总体情况多少字要说明", "总体情况多少字说明", "是不是“总体情况多少字要说明”"),
        ("3000", "三千来个", "不是整数"),
        ("理由：省里的编制通知。\n", "", "缺“理由”"),
        ("数值：", "数字：", "没有这一项"),
    ],
)
def test_slips_in_a_limit_are_told(old: str, new: str, why: str) -> None:
    """A limit nobody knows, a number that is none, a reason left out, a key misspelt: nothing is set."""
    limits, problems = requirements.load([(FILE, LIMIT.replace(old, new))])

    assert {} == limits
    assert any(why in each.message for each in problems)
