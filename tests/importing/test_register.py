"""The register of applications, counted into tables three and four."""

import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from assistant import content
from assistant.forms import Form, identities, shown
from assistant.importing import ImportRefused
from assistant.importing.register import (
    Counted,
    count_register,
    outcomes,
    register_json,
    register_template,
    told_register,
)
from assistant.report import Report
from tests.effort import counting_calls
from tests.importing import damage
from tests.importing.test_command import nianbao

FORMS = content.forms()
SOON = 10_000
"""Calls until a file is refused, whatever it holds; a register takes some four hundred for each row."""

LITTLE = 150 * 2**20
FORM = FORMS[-1]
TITLES = ("登记编号", "申请人姓名", "联系电话", "收到日期", "申请人类型", "处理结果", "答复日期")


def workbook(rows: Sequence[Sequence[Any]], titles: Sequence[str] = TITLES) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(list(titles))
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def counted(rows: Sequence[Sequence[Any]], titles: Sequence[str] = TITLES) -> Counted:
    return count_register(workbook(rows, titles), FORMS, FORM, 2024)


def case(received: Any, kind: str, outcome: str, closed: Any) -> tuple[Any, ...]:
    return ("2024-01", "某甲", "13800000000", received, kind, outcome, closed)


def filled(found: Counted) -> dict[str, int]:
    return {name: count for name, count in found.fields.items() if count}


def test_the_year_decides() -> None:
    """年内收到的是新收，上年收到没办完的是上年结转，年底没办完的结转下年；两头不沾的不计。"""
    found = counted(
        [
            case("2024-03-01", "自然人", "予以公开", "2024-03-20"),
            case("2023-12-20", "企业", "信息不存在", "2024年1月9日"),
            case("2024/12/25", "律师事务所", "", ""),
            case("2024.12.20", "自然人", "予以公开", "2025.1.8"),
            case("2023-05-01", "自然人", "予以公开", "2023-05-20"),
            case("2025-01-02", "自然人", "予以公开", "2025-01-20"),
        ]
    )

    assert {
        "申请.新收.自然人": 2,
        "申请.新收.法律服务机构": 1,
        "申请.上年结转.商业企业": 1,
        "申请.予以公开.自然人": 1,
        "申请.不掌握.商业企业": 1,
        "申请.结转下年.自然人": 1,
        "申请.结转下年.法律服务机构": 1,
    } == filled(found)
    assert () == found.unclassified
    assert (4, 5) == found.carried


def test_every_cell_drills_down() -> None:
    """每一格都列出是台账的哪几行。"""
    found = counted(
        [
            case(date(2024, 3, 1), "自然人", "重复申请", date(2024, 3, 8)),
            case(date(2024, 4, 1), "自然人", "重复申请", date(2024, 4, 8)),
        ]
    )

    assert (2, 3) == found.rows["申请.重复申请.自然人"]


def test_what_a_row_says_can_be_looked_at_without_the_persons() -> None:
    """看得到一行里用到的列；姓名、电话不在里面。"""
    found = counted([case(date(2024, 3, 1), "自然人", "重复申请", 45359)])

    assert {
        "编号": "2024-01",
        "收到日期": "2024-03-01",
        "答复日期": "2024-03-08",
        "申请人类型": "自然人",
        "处理结果": "重复申请",
    } == found.case(2)


@pytest.mark.parametrize(
    ("again", "outcome", "counts"),
    [
        ("2024-09-01", "部分公开", "申请.部分公开.自然人"),
        ("2025-02-01", "部分公开", "申请.内部事务.自然人"),
        ("", "", "申请.内部事务.自然人"),
    ],
)
def test_an_application_answered_again_counts_once(again: str, outcome: str, counts: str) -> None:
    """被纠正后重新答复的，一件还是一件；当年重新答复的按新的结果，跨年的按当年的结果。"""
    titles = (*TITLES, "重新答复日期", "重新答复结果")
    row = (*case("2024-03-01", "自然人", "内部事务信息", "2024-03-20"), again, outcome)

    found = counted([row], titles)

    assert {"申请.新收.自然人": 1, counts: 1} == filled(found)
    assert () == found.unclassified


def test_columns_without_a_known_title_are_found_by_content() -> None:
    """列名认不出来的，按内容认：申请人类型、处理结果、先收到后答复的两列日期；都标明是猜的。"""
    rows = [
        (f"{n}", f"2024-03-{10 + n}", "予以公开", f"2024-03-0{n}", "自然人") for n in range(1, 9)
    ]

    found = counted(rows, ("登记编号", "丙", "甲", "乙", "申请人类型"))

    assert {"收到日期": "乙", "答复日期": "丙", "处理结果": "甲"} == {
        name: found.columns[name] for name in sorted(found.layout.guessed)
    }
    assert 8 == found.fields["申请.予以公开.自然人"]


def test_progress_is_told() -> None:
    """读大台账时说得出读了多少，不倒退，最后到头。"""
    rows = [case("2024-03-01", "自然人", "予以公开", "2024-03-20")] * 5000
    told: list[float] = []

    count_register(workbook(rows), FORMS, FORM, 2024, None, told.append)

    assert sorted(told) == told
    assert 1.0 == told[-1]


@pytest.mark.parametrize("outcome", outcomes(FORM))
def test_what_the_template_offers_is_understood(outcome: str) -> None:
    """模板下拉里的每一种处理结果都归得了类。"""
    found = counted([case("2024-03-01", "其他", outcome, "2024-03-02")])

    assert () == found.unclassified
    assert 2 == sum(found.fields.values())


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (case("", "自然人", "予以公开", "2024-03-02"), "收到日期空着"),
        (case("不详", "自然人", "予以公开", "2024-03-02"), "收到日期“不详”"),
        (case("2024-03-01", "", "予以公开", "2024-03-02"), "申请人类型空着"),
        (case("2024-03-01", "外星人", "予以公开", "2024-03-02"), "申请人类型“外星人”"),
        (case("2024-03-01", "自然人", "", "2024-03-02"), "处理结果空着"),
        (case("2024-03-01", "自然人", "不予公开", "2024-03-02"), "没有写是哪一种情形"),
        (case("2024-03-01", "自然人", "其他", "2024-03-02"), "认不出来"),
        (case("2024-03-01", "自然人", "看着办", "2024-03-02"), "认不出来"),
        (case("2024-03-01", "自然人", "予以公开", ""), "没有答复日期"),
        (case("2024-03-01", "自然人", "予以公开", "2024-02-02"), "早于收到日期"),
        (case("2024-03-01", "自然人", "予以公开", "3月初"), "不是日期"),
    ],
)
def test_what_cannot_be_classified_is_listed(row: tuple[Any, ...], message: str) -> None:
    """归不了类的一行一行列出来，不猜，也不计数。"""
    found = counted([row])

    assert {} == filled(found)
    assert [2] == [remark.row for remark in found.unclassified]
    assert message in found.unclassified[0].message


@st.composite
def cases(draw: st.DrawFn) -> tuple[Any, ...]:
    """A complete application around 2024."""
    days = st.dates(date(2023, 6, 1), date(2025, 6, 30))
    received = draw(days)
    closed = draw(st.none() | st.dates(received, date(2025, 12, 31)))
    kind = draw(st.sampled_from(["个人", "企业", "科研院所", "社会组织", "律所", "其他"]))
    return case(received, kind, draw(st.sampled_from(outcomes(FORM))) if closed else "", closed)


@settings(max_examples=40)
@given(rows=st.lists(cases(), min_size=1, max_size=40))
def test_the_identity_of_the_form_always_holds(rows: list[tuple[Any, ...]]) -> None:
    """台账齐全时，新收＋上年结转总是等于办理总计＋结转下年，每一列都是。"""
    found = counted(rows)

    figures = shown(FORM, Report(dict(found.fields)))
    assert () == found.unclassified
    assert {True} == {balance.holds for balance in identities(FORM, figures)}


def test_personal_columns_are_not_kept() -> None:
    """姓名、电话不进结果。"""
    found = counted([case("2024-03-01", "自然人", "看着办", "2024-03-02")])

    written = json.dumps(register_json(found), ensure_ascii=False)
    assert "某甲" not in written
    assert "13800000000" not in written


def test_columns_are_found_by_what_stands_in_them() -> None:
    """列名认不出来的，看内容：写着自然人、企业的是申请人类型。"""
    titles = ("编号", "甲", "乙", "收件日期", "身份", "怎么答的", "办结时间")
    found = counted(
        [
            case("2024-03-01", "自然人", "予以公开", "2024-03-20"),
            case("2024-03-01", "企业", "部分公开", "2024-03-20"),
        ],
        titles,
    )

    assert "身份" == found.columns["申请人类型"]
    assert 1 == found.fields["申请.部分公开.商业企业"]


def test_columns_may_be_named(tmp_path: Path) -> None:
    """列名与众不同的，可以写明对应。"""
    titles = ("编号", "甲", "乙", "来件", "身份", "怎么答的", "回复")
    rows = workbook([case("2024-03-01", "自然人", "予以公开", "2024-03-20")], titles)
    names = {"收到日期": "来件", "答复日期": "回复"}

    found = count_register(rows, FORMS, FORM, 2024, names)

    assert 1 == found.fields["申请.予以公开.自然人"]


def test_overdue_cases_are_named() -> None:
    """超过截止日期的，和没有截止日期但隔了很久的，都点名。"""
    titles = (*TITLES, "法定截止日")
    found = counted(
        [
            (*case("2024-03-01", "自然人", "予以公开", "2024-04-20"), "2024-03-29"),
            (*case("2024-03-01", "自然人", "予以公开", "2024-04-20"), ""),
            (*case("2024-03-01", "自然人", "予以公开", "2024-03-20"), "2024-03-29"),
        ],
        titles,
    )

    assert [2, 3] == [remark.row for remark in found.overdue]


def test_what_is_carried_on_too_long_is_counted() -> None:
    """年底还没有办结的里面，收到超过八周的是哪几件；恰好八周的不算。"""
    found = counted(
        [
            case("2024-11-04", "自然人", "", ""),
            case("2024-11-05", "自然人", "", ""),
            case("2024-12-20", "商业企业", "", ""),
        ]
    )

    assert ((2, 3, 4), (2,)) == (found.carried, found.aged)


def test_reviews_and_lawsuits() -> None:
    """复议、诉讼按审结的年份计；没有审结的计尚未审结。"""
    titles = (
        *TITLES,
        "复议日期",
        "复议结果",
        "复议审结日期",
        "诉讼类型",
        "诉讼日期",
        "诉讼结果",
        "诉讼审结日期",
    )
    base = case("2024-03-01", "自然人", "予以公开", "2024-03-20")
    found = counted(
        [
            (*base, "2024-04-01", "维持", "2024-05-30", "", "", "", ""),
            (*base, "2024-11-01", "", "", "", "", "", ""),
            (*base, "", "", "", "直接起诉", "2024-05-01", "败诉", "2024-09-01"),
            (*base, "", "", "", "复议后起诉", "2024-05-01", "维持", "2025-02-01"),
            (*base, "", "", "", "", "2024-05-01", "维持", "2024-08-01"),
        ],
        titles,
    )

    strip = {name: count for name, count in filled(found).items() if name.startswith("复议诉讼")}
    assert {
        "复议诉讼.复议.维持": 1,
        "复议诉讼.复议.未结": 1,
        "复议诉讼.直接起诉.纠正": 1,
        "复议诉讼.复议后起诉.未结": 1,
    } == strip
    assert [6] == [remark.row for remark in found.unclassified]


@pytest.mark.parametrize(
    ("review", "message"),
    [
        (("四月", "维持", "2024-05-30"), "复议的日期认不出来"),
        (("2024-04-01", "和稀泥", "2024-05-30"), "复议结果“和稀泥”认不出来"),
        (("2024-04-01", "", "2024-05-30"), "复议有审结日期，结果没有写"),
        (("2024-04-01", "维持", ""), "复议有结果，没有审结日期"),
        (("", "尚未审结", ""), "复议还没有审结，也没有复议日期"),
    ],
)
def test_a_review_that_is_half_told_is_listed(review: tuple[str, str, str], message: str) -> None:
    """复议、诉讼写得不全的，说清缺什么，不计入哪一年。"""
    titles = (*TITLES, "复议日期", "复议结果", "复议审结日期", "诉讼结果")
    base = case("2024-03-01", "自然人", "予以公开", "2024-03-20")
    found = counted([(*base, *review, "")], titles)

    assert {"申请.新收.自然人": 1, "申请.予以公开.自然人": 1} == filled(found)
    assert message in found.unclassified[0].message


def test_an_answer_given_again_without_its_result_is_listed() -> None:
    """重新答复没有写结果的，按第一次的计，并列出来。"""
    base = case("2024-03-01", "自然人", "予以公开", "2024-03-20")
    found = counted([(*base, "2024-08-01", "")], (*TITLES, "重办日期", "重办结果"))

    assert 1 == found.fields["申请.予以公开.自然人"]
    assert "重新答复过，日期和结果没有写全" in found.unclassified[0].message


def test_a_fee_that_is_no_amount_is_said() -> None:
    """金额里有一格不是钱，合计不猜，写明是哪一格。"""
    base = case("2024-03-01", "自然人", "予以公开", "2024-03-20")
    found = counted([(*base, 100), (*base, "免了")], (*TITLES, "实收金额"))

    assert "实收信息处理费　待核对（“免了”不是金额）" in list(told_register(found))


def test_what_needs_a_look_is_told_with_its_row() -> None:
    """归不了类的、可能超期的，逐行说出行号和登记编号。"""
    found = counted(
        [
            case("2024-03-01", "外星人", "予以公开", "2024-03-02"),
            case("2024-03-01", "自然人", "予以公开", "2024-06-20"),
        ]
    )
    unclassified, overdue = list(told_register(found))[-2:]

    assert unclassified.startswith("归不了类　第2行（2024-01）：")
    assert overdue.startswith("可能超期　第3行（2024-01）：")


def test_fees_are_added_up() -> None:
    """收费通知件数、金额和实收金额一并算出。"""
    titles = (*TITLES, "收费通知金额", "实收金额")
    base = case("2024-03-01", "自然人", "予以公开", "2024-03-20")

    found = counted([(*base, 100, 100), (*base, "40元", ""), (*base, "", "")], titles)

    assert {"收费通知件数": "2", "收费通知金额": "140", "实收信息处理费": "100"} == found.fees


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_any_encoding(encoding: str) -> None:
    """CSV 不管什么编码都能读。"""
    text = "\n".join(
        [
            ",".join(TITLES),
            "1,某甲,138,2024-03-01,自然人,予以公开,2024-03-20",
            "2,某乙,139,2024/3/5,公司,=cmd(),",
        ]
    )

    found = count_register(text.encode(encoding), FORMS, FORM, 2024)

    assert 1 == found.fields["申请.予以公开.自然人"]
    assert 1 == found.fields["申请.结转下年.商业企业"]


def test_the_template_reads_back() -> None:
    """模板填上就能读，没有用不着的个人信息列。"""
    book = load_workbook(io.BytesIO(register_template(FORM)))
    sheet: Any = book["依申请公开台账"]
    titles = [cell.value for cell in sheet[1]]
    values = {
        "收到日期": date(2024, 3, 1),
        "申请人类型": "自然人",
        "处理结果": outcomes(FORM)[3],
        "答复日期": date(2024, 3, 9),
    }
    for title, value in values.items():
        sheet.cell(row=2, column=titles.index(title) + 1, value=value)
    stream = io.BytesIO()
    book.save(stream)

    found = count_register(stream.getvalue(), FORMS, FORM, 2024)

    assert 2 == sum(found.fields.values())
    assert not [title for title in titles if "姓名" in title or "电话" in title]


def test_what_the_template_offers() -> None:
    """下拉里是表上的说法，没有合计的行和列。"""
    book = load_workbook(io.BytesIO(register_template(FORM)))
    columns = {
        column[0]: [value for value in column[1:] if value is not None]
        for column in book["选项"].iter_cols(values_only=True)
    }

    assert ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"] == columns[
        "申请人类型"
    ]
    assert (
        ["结果维持", "结果纠正", "其他结果", "尚未审结"]
        == columns["复议结果"]
        == columns["诉讼结果"]
    )
    assert ["未经复议直接起诉", "复议后起诉"] == columns["诉讼类型"]
    assert list(outcomes(FORM)) == columns["处理结果"] == columns["重新答复结果"]


def test_ten_times_the_rows_are_ten_times_the_work() -> None:
    """行数多十倍，工夫也只多十倍：几万行的台账照样读得完。"""
    row = case("2024-03-01", "自然人", "予以公开", "2024-03-20")
    short, long = workbook([row] * 1_000), workbook([row] * 10_000)

    with counting_calls() as little:
        count_register(short, FORMS, FORM, 2024)
    with counting_calls() as much:
        found = count_register(long, FORMS, FORM, 2024)

    assert 10_000 == found.fields["申请.予以公开.自然人"]
    assert much.calls < 11 * little.calls


def _hostile(part: str, xml: str, sheet: str = "") -> bytes:
    source = zipfile.ZipFile(io.BytesIO(workbook([])))
    stream = io.BytesIO()
    changed = {part: xml} | ({"xl/worksheets/sheet1.xml": sheet} if sheet else {})
    with source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in {*source.namelist(), part}:
            archive.writestr(name, changed.get(name) or source.read(name))
    return stream.getvalue()


def _sheet(rows: str) -> Callable[[], bytes]:
    return lambda: _hostile("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{rows}")


def _many() -> str:
    """More rows than any office has applications, each as short as it can be, no two alike."""
    rows = "".join(f"<row><c><v>{number * 7919}</v></c></row>" for number in range(210_000))
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>"


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "空文件": (lambda: b"", "空的"),
    "缺列": (lambda: workbook([], ("收到日期", "申请人类型")), "没有认出.*这2列"),
    "引号里没完没了": (
        ('收到日期,申请人类型,处理结果,答复日期\n2020-01-01,"' + "字" * 140_000).encode,
        "CSV 文件有一行读不下去",
    ),
    "没有工作簿": (lambda: damage.package("<w:p/>"), "不是电子表格"),
    "旧版或加密": (lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "xls.*密码"),
    "截断": (lambda: b"PK\x03\x04", "损坏"),
    "没有列": (lambda: b"a,b\n1,2\n", "没有认出台账的列"),
    "只有字": ("第一行没有列名".encode, "没有认出台账的列"),
    "实体": (
        lambda: _hostile("xl/sharedStrings.xml", '<!DOCTYPE x [<!ENTITY a "b">]><sst>&a;</sst>'),
        "文档类型",
    ),
    "工作簿损坏": (lambda: _hostile("xl/workbook.xml", "<workbook"), "损坏"),
    "表格损坏": (_sheet("<row r='x'><c r='!'>"), "损坏"),
    "套三千层": (_sheet("<c>" * 3000), "太深"),
    "炸弹": (lambda: _hostile("xl/worksheets/sheet1.xml", "<row/>" * 30_000_000), "大得不正常"),
    "表格行数太多": (lambda: _hostile("xl/worksheets/sheet1.xml", _many()), "太长"),
    "行数太多": (
        ("收到日期,申请人类型,处理结果,答复日期\n" + "2020-01-01,,,\n" * 210_000).encode,
        "太长",
    ),
    "字太多": (lambda: b"a" * 31_000_000, "MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_register_is_refused(name: str) -> None:
    """不是台账的、想把程序撑爆的，一句话说明，不多费工夫，内存不多。"""
    make, expected = REFUSED[name]
    file = make()
    tracemalloc.start()

    with counting_calls() as effort, pytest.raises(ImportRefused, match=expected) as refused:
        count_register(file, FORMS, FORM, 2024)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.sentence.endswith("。")
    assert effort.calls < SOON
    assert peak < LITTLE


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='ZZZZZZZZZ2000000000'><v>1</v></c>",
        "<c t='s'><v>2000000000</v></c>",
        "<c><f>cmd|' /C calc'!A0</f><v>5</v></c>",
        "<c t='str'><f>HYPERLINK(\"http://127.0.0.1:9\")</f><v>x</v></c>",
        "<c t='inlineStr'><is><t>=cmd()</t></is></c>",
        "<c t='inlineStr'><is><t>\u202e[red]\u200b</t></is></c>",
    ],
)
def test_a_hostile_cell_is_only_a_cell(cell: str) -> None:
    """离谱的位置、公式、控制字符，都只是一格；不算公式，不联网。"""
    titles = "".join(f"<c t='inlineStr'><is><t>{title}</t></is></c>" for title in TITLES)
    words = ("2024-1", "某甲", "1", "2024-03-01", "自然人", "予以公开", "2024-03-20")
    row = "".join(f"<c t='inlineStr'><is><t>{word}</t></is></c>" for word in words)
    sheet = (
        f"<row r='1'>{titles}</row><row r='2000000000'>{row}{cell}</row></sheetData></worksheet>"
    )

    found = count_register(_sheet(sheet)(), FORMS, FORM, 2024)

    assert 1 == found.fields["申请.予以公开.自然人"]
    assert not {"\u202e", "\u200b"} & set("".join(told_register(found)))


def test_words_kept_apart_from_the_cells_are_read() -> None:
    """表格软件把字另外存放，分几段的连起来，注音不算。"""
    titles = "".join(f"<c t='s'><v>{number}</v></c>" for number in range(len(TITLES)))
    values = ("2024-1", "某甲", "1", "2024-03-01", "自然人", "予以公开", "2024-03-20")
    words = "".join(f"<si><t>{title}</t></si>" for title in TITLES)
    pieces = "<si><r><t>予以</t></r><r><t>公开</t></r><rPh><t>yuyi</t></rPh></si>"
    row = "".join(
        f"<c t='s'><v>{len(TITLES)}</v></c>"
        if word == "予以公开"
        else f"<c t='str'><v>{word}</v></c>"
        for word in values
    )
    sheet = f"<worksheet><sheetData><row>{titles}</row><row>{row}</row></sheetData></worksheet>"
    content = _hostile("xl/sharedStrings.xml", f"<sst>{words}{pieces}</sst>", sheet)

    assert 1 == count_register(content, FORMS, FORM, 2024).fields["申请.予以公开.自然人"]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("<c t='e'><v>#N/A</v></c>", ""), (f"<c><v>{'9' * 30}</v></c>", "9" * 30)],
)
def test_a_cell_is_an_error_or_a_number_no_number_can_hold(cell: str, number: str) -> None:
    """公式出错的格子当空着；位数太多的编号一位不丢，当文字。"""
    titles = "".join(f"<c t='inlineStr'><is><t>{title}</t></is></c>" for title in TITLES)
    words = ("某甲", "1", "2024-03-01", "自然人", "予以公开", "2024-03-20")
    row = "".join(f"<c t='inlineStr'><is><t>{word}</t></is></c>" for word in words)
    sheet = f"<row>{titles}</row><row>{cell}{row}</row></sheetData></worksheet>"

    assert number == count_register(_sheet(sheet)(), FORMS, FORM, 2024).case(2).get("编号", "")


def test_a_sheet_that_nothing_leads_to_is_passed_over() -> None:
    """工作簿里登记了却找不到的工作表，不影响别的。"""
    lost = '<workbook><sheets><sheet name="丢了" id="rId99"/></sheets></workbook>'

    with pytest.raises(ImportRefused, match="没有认出"):
        count_register(_hostile("xl/workbook.xml", lost), FORMS, FORM, 2024)


def test_a_cell_at_the_far_corner_costs_nothing() -> None:
    """最后一行最后一列有一个杂散的格子，也不会读上百万行。"""
    book = Workbook()
    sheet: Any = book.active
    sheet.append(list(TITLES))
    sheet.append(list(case("2024-03-01", "自然人", "予以公开", "2024-03-20")))
    sheet.cell(row=1_048_576, column=16_384, value="x")
    stream = io.BytesIO()
    book.save(stream)

    with counting_calls() as effort:
        found = count_register(stream.getvalue(), FORMS, FORM, 2024)

    assert 1 == found.fields["申请.予以公开.自然人"]
    assert effort.calls < SOON


def test_the_command(tmp_path: Path, form: Form) -> None:
    """命令行：模板、汇总、退出码。"""
    template, file = tmp_path / "模板.xlsx", tmp_path / "台账.xlsx"
    file.write_bytes(workbook([case("2024-03-01", "自然人", "看着办", "2024-03-20")]))

    made = nianbao("register", "--template", template)
    done = nianbao("register", file, "--year", 2024, "--json")

    assert (0, True) == (made.returncode, template.exists())
    found = json.loads(done.stdout)
    assert 1 == done.returncode
    assert "认不出来" in found["unclassified"][0]["message"]
