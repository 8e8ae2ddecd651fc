"""A package for signing, from a draft with a history: typed figures, a phrase, explanations, last year."""

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import docx as python_docx
import pytest

from assistant import checks
from assistant.changes import Change, Log, Via
from assistant.document import Document, Table, build
from assistant.export import compared
from assistant.export.approval import ROLES, NotARole, fingerprint, signatures, signed
from assistant.export.compared import lines, picture, text_chart, years
from assistant.export.submission import Submission
from assistant.finding import Finding
from assistant.report import Paragraph, Report, Value
from tests.export.packaged import AT, FORM, LAST, REPORT, log, submission


def rows(paper: Document, number: int = 0) -> list[tuple[str, ...]]:
    """The rows of one table of a paper."""
    table: Table = paper.tables[number]
    return [tuple(cell.text for cell in row) for row in table.rows()]


def test_the_package_holds_the_report_and_the_papers() -> None:
    """送审包有年报三种格式和五份材料，每一份都打得开。"""
    files = submission().files()

    assert set(files) == {
        "云澜市人民政府2025年政府信息公开工作年度报告.docx",
        "云澜市人民政府2025年政府信息公开工作年度报告.md",
        "云澜市人民政府2025年政府信息公开工作年度报告.html",
        "1 送审单.docx",
        "2 事实依据表.docx",
        "3 核对情况.docx",
        "4 与上年对比.docx",
        "4 与上年对比.txt",
        "4 与上年对比.png",
        "5 修改记录.docx",
    }
    for name, content in files.items():
        if name.endswith(".docx"):
            assert python_docx.Document(io.BytesIO(content)).paragraphs


def test_every_figure_and_sentence_has_its_source() -> None:
    """每个数、每句话都写明怎么来的、谁、什么时候、哪个文件或哪条语料。"""
    paper = submission().basis()
    numbers, sentences, facts = (rows(paper, n) for n in range(3))

    row = next(line for line in numbers if line[0] == "表三“本年新收”")
    assert row[2:] == ("录入", "李某", "2026-01-08", "直接录入")
    assert row[1].startswith("自然人13612，商业企业252")
    printed = "，".join(line[1] for line in numbers[1:])
    assert printed.count("，") + 1 == len(FORM.fields)
    assert (
        "申请／说明",
        "全年新收14069件。",
        "语料",
        "李某",
        "2026-01-08",
        "语料 申请-01；填的是表三“本年新收”总计",
    ) in sentences
    assert any(line[0] == "落款日期" for line in facts)


def test_a_figure_from_nowhere_is_a_sum() -> None:
    """没有人填过的总计，写明是相加得来的。"""
    history = log()
    kept = tuple(change for change in history.changes if change.field != "申请.新收.总计")
    report = Report({change.field: change.new for change in kept if change.new is not None})
    one = Submission(FORM, report, Log(AT, "", kept), checks.run(FORM, report))

    row = next(line for line in rows(one.basis()) if line[0] == "表三“本年新收”")
    assert row[1].endswith("总计14069（相加）")
    assert row[2:] == ("录入", "李某", "2026-01-08", "直接录入")


def test_what_came_back_has_its_first_source() -> None:
    """撤销又恢复的答案，出自还是当初那一份文件。"""
    name, old = "培训次数", 9
    told = (
        (name, old, Via.IMPORTED, "培训台账.xlsx"),
        (name, 3, Via.TYPED, ""),
        (name, old, Via.UNDONE, ""),
    )

    facts = rows(submission(*told).basis(), 2)

    assert (name, "9", "导入", "李某", "2026-01-08", "培训台账.xlsx") in facts


def test_an_edited_phrase_is_called_edited() -> None:
    """改过的语料写明改过，不再说数随哪一格。"""
    words: Value = (Paragraph("全年新收14069件，答复及时。", phrase="申请-01"),)

    sentences = rows(submission(("正文.申请.说明", words, Via.TYPED, "")).basis(), 1)

    assert [line[-1] for line in sentences if line[0] == "申请／说明"] == ["语料 申请-01，改过"]


def test_a_paragraph_that_begins_with_a_gap_keeps_its_source() -> None:
    """开头就是待补的一段，还是那一条语料的。"""
    words: Value = (
        Paragraph("{{ 网站名称 }}公开信息。", phrase="A-01", bound=True),
        Paragraph("全年照常公开。"),
    )

    sentences = rows(submission(("正文.主动公开.说明", words, Via.PHRASE, "A-01")).basis(), 1)

    assert [(line[1], line[-1]) for line in sentences if line[0] == "主动公开／说明"] == [
        ("【待补：网站名称】公开信息。", "语料 A-01；填的是网站名称"),
        ("全年照常公开。", "A-01"),
    ]


def test_rules_that_could_not_be_judged_say_why() -> None:
    """还不能核对的规则，写明查什么、为什么还不能。"""
    one = submission()
    item = one.checked.not_assessed[0]

    waiting = rows(one.findings(), 1)

    assert waiting[0] == ("规则", "查什么", "为什么")
    (line,) = [line for line in waiting[1:] if line[0] == item.code and line[2] == item.why]
    assert line[1]


def explained(finding: Finding, reason: str) -> tuple[str, Value, Via, str]:
    """What the screen writes when the drafter explains a finding."""
    return (*checks.explanation(finding, reason), Via.EXPLAINED, finding.code)


def stands(one: Submission, finding: Finding) -> tuple[str, ...]:
    """Status and explanation of a finding in the paper."""
    (line,) = [line for line in rows(one.findings()) if line[2] == finding.message]
    return line[3:]


def test_findings_say_what_was_explained_and_what_is_open() -> None:
    """说明过的写明谁说的；没说的是未处理；说过以后数字变了的要重新说明。"""
    plain = submission()
    finding = next(f for f in plain.checked.findings if f.level == "需说明")
    hint = next(f for f in plain.checked.findings if f.level == "提示")
    name, value = checks.explanation(finding, "上年漏登记。")
    old = f"别的数\n{str(value).partition(chr(10))[2]}"

    assert stands(plain, finding) == ("未处理", "")
    assert stands(plain, hint) == ("可不处理", "")
    assert stands(submission(explained(finding, "上年漏登记。")), finding) == (
        "已说明",
        "上年漏登记。（李某，2026-01-08）",
    )
    assert stands(submission((name, old, Via.EXPLAINED, "")), finding) == (
        "数字变了，要重新说明",
        "上年漏登记。（李某，2026-01-08）",
    )


def test_an_explanation_is_a_change_without_its_numbers() -> None:
    """修改记录里的说明只有说的话，没有程序自己记的数。"""
    finding = next(f for f in submission().checked.findings if f.level == "需说明")

    last = rows(submission(explained(finding, "上年漏登记。")).changes())[-1]

    assert last[2:] == ("说明", f"说明：{finding.code}", "（空）", "上年漏登记。")


def test_last_year_stands_beside_this_one_with_the_reason() -> None:
    """与上年对比写出变化和说过的原因。"""
    field = "主动公开.规范性文件.有效"
    finding = next(f for f in submission().checked.findings if field in f.fields)

    paper = submission(explained(finding, "清理后重新统计。")).comparison()

    lines_of_paper = rows(paper)
    assert ("表三“本年新收”总计", "12457", "14069", "增加1612", "") in lines_of_paper
    (line,) = [line for line in lines_of_paper if line[0] == FORM.called(field)]
    assert line[-1] == "清理后重新统计。"


def test_without_last_year_nothing_is_compared() -> None:
    """没有上年年报就说没有，不编。"""
    one = Submission(FORM, REPORT, Log(AT, ""), checks.run(FORM, REPORT))

    assert [block.text for block in one.comparison().blocks if hasattr(block, "text")] == [
        "草稿里没有上年年报，没有对比。"
    ]
    assert not any(name.startswith("4 与上年对比.p") for name in one.files())


def test_every_change_is_listed() -> None:
    """修改记录一条不少，上年年报的数不算修改。"""
    assert len(rows(submission().changes())) == 1 + len(REPORT.answers) + 1


def test_figures_of_a_row_changed_together_stand_on_one_line() -> None:
    """一次填了同一行的几格，修改记录里写成一行，每一格的原来和改后都在。"""
    before = log()
    step = [
        Change(900 + n, 900, f"申请.新收.{column}", old, new, Via.TYPED, AT, "李某", "")
        for n, (column, old, new) in enumerate([("自然人", 13612, 13613), ("其他", None, 1)])
    ]
    history = Log(AT, "李某", (*before.changes, *step))
    one = Submission(FORM, history.report, history, checks.run(FORM, history.report))

    assert rows(one.changes())[-1][2:] == (
        "录入",
        "表三“本年新收”",
        "自然人13612，其他申请人（空）",
        "自然人13613，其他申请人1",
    )


def test_a_signature_holds_until_the_report_changes() -> None:
    """签过的，年报没改就有效；改一个数就失效；改回来又有效。"""
    before = fingerprint(build(FORM, REPORT))
    name, value = signed("审核人", "王 某", date(2026, 1, 9), before)
    report = REPORT.with_answers({name: value})

    def holds(changed: Mapping[str, Value | None]) -> list[tuple[str, str, bool]]:
        now = report.with_answers(changed)
        signed_off = signatures(now, fingerprint(build(FORM, now))).roles
        return [(a.role, a.name, a.holds) for a in signed_off if a.name]

    assert holds({}) == [("审核人", "王 某", True)]
    assert holds({"申请.新收.自然人": 13613}) == [("审核人", "王 某", False)]
    assert holds({"正文.问题改进": (Paragraph("解读偏少。"),)}) == [("审核人", "王 某", False)]
    assert holds({"落款日期": "2026年1月21日"}) == [("审核人", "王 某", False)]
    assert holds({"培训次数": 3, "主动公开.行政事业性收费.金额": Decimal("316441.00")}) == [
        ("审核人", "王 某", True)
    ]


def test_the_sheet_says_which_signatures_are_void() -> None:
    """送审单上，失效的签字写明要重签，没签的留空。"""
    mark = fingerprint(submission().final)
    one = submission(
        (*signed("填报人", "李某", date(2026, 1, 8), mark), Via.TYPED, "审签"),
        (*signed("审核人", "王某", date(2026, 1, 8), "0" * 16), Via.TYPED, "审签"),
    )

    assert rows(one.sheet())[1:] == [
        ("填报人", "李某", "2026-01-08", "内容未变，有效"),
        ("审核人", "王某", "2026-01-08", "签后内容有改动，已失效，请重签"),
        ("保密审查", "", "", ""),
        ("负责人", "", "", ""),
    ]
    assert mark in build_text(one.sheet())


def build_text(paper: Document) -> str:
    return "".join(getattr(block, "text", "") for block in paper.blocks)


@pytest.mark.parametrize(
    ("role", "name", "words"),
    [("审稿人", "王某", "是不是“审核人”？"), ("审核人", "  ", "请写明签字人的姓名。")],
)
def test_nobody_signs_as_nobody(role: str, name: str, words: str) -> None:
    """没有的环节、没有姓名的签字不收。"""
    with pytest.raises(NotARole) as refused:
        signed(role, name, date(2026, 1, 9), "0" * 16)

    assert refused.value.sentence.endswith(words)
    assert len(ROLES) == 4


def test_the_text_chart_shows_both_years() -> None:
    """文字图每年一行，长短按数，没有的数说没有。"""
    chart = text_chart(years(FORM, (Report(LAST), REPORT)))
    new = [line for line in chart.splitlines() if line.startswith("  新收申请")]

    assert new == [f"  新收申请 2024年 {'█' * 35} 12457"]
    assert f"           2025年 {'█' * 40} 14069" in chart
    assert "没有数" in text_chart(years(FORM, (Report({"年份": 2024}), REPORT)))


def test_the_picture_is_the_same_for_the_same_figures() -> None:
    """图片同样的数同样的字节，是 PNG。"""
    pytest.importorskip("matplotlib")
    named = years(FORM, (Report(LAST), REPORT))

    first = picture("云澜市人民政府", named)

    assert first.startswith(b"\x89PNG")
    assert first == picture("云澜市人民政府", named)


def test_without_a_chinese_font_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """没有中文字体就不画图，不画满是方框的图；文字图还在。"""
    pytest.importorskip("matplotlib")
    monkeypatch.setattr(compared, "_FONTS", ("没有这种字体",))

    files = submission().files()

    assert "4 与上年对比.txt" in files
    assert "4 与上年对比.png" not in files


def test_what_cannot_be_compared_is_said() -> None:
    """有一年没有数的，不写增减。"""
    (line,) = [
        line
        for line in lines(FORM, REPORT, Report({"年份": 2024}))
        if line.name == "申请.新收.总计"
    ]

    assert (line.printed, line.difference) == (("—", "14069"), "无法比较")
