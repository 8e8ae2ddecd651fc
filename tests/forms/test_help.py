"""What newcomers are told about each cell, and how sure of it the program may be."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import chain

import pytest

from assistant.forms import CUSTOMARY, Column, Form, Group, Help, Row

PARTS = ("counts", "excludes", "example", "ask", "basis")


Line = Row | Column | Group


def lines(form: Form) -> Iterator[tuple[str, Line]]:
    """Yield every row, column and group with its place in the form."""
    for table in form.tables.values():
        columns = chain.from_iterable(block.columns for block in table.blocks)
        every: tuple[Line, ...] = (
            *table.rows.values(),
            *columns,
            *table.groups,
            *table.column_groups,
        )
        for line in every:
            yield f"{table.number} {line.id}", line


def test_every_cell_is_explained(form: Form) -> None:
    """What counts, what does not, an example, whom to ask, what it rests on."""
    for name, field in form.fields.items():
        for part in PARTS:
            assert getattr(field.help, part), f"{name}: {part}"


def test_every_row_and_column_is_explained(form: Form) -> None:
    """So that a page of help may show them one by one; a group only says what it is."""
    for where, line in lines(form):
        parts = ("counts", "basis") if isinstance(line, Group) else PARTS
        for part in parts:
            assert getattr(line.help, part), f"{where}: {part}"


def test_help_is_written_in_whole_chinese_sentences(form: Form) -> None:
    """Full-width punctuation, a full stop at the end, no two stops in a row."""
    for where, line in lines(form):
        said = [getattr(line.help, part) for part in PARTS[:4]]
        for words in filter(None, said):
            assert words.endswith("。"), f"{where}: {words}"
            assert "。。" not in words, where
            assert not re.search(r"[,;:!?()\"']", words), f"{where}: {words}"
        assert not line.help.basis.endswith("。"), where


def test_the_2019_form_rests_on_nothing_later(form_2019: Form) -> None:
    """A law of 2023 explains no report of 2020."""
    years = re.compile(r"20(?:2[1-9]|[3-9]\d)")
    for where, line in lines(form_2019):
        assert not years.search("".join(getattr(line.help, part) for part in PARTS)), where
    assert not years.search("".join(form_2019.notes.values()))


def test_help_of_a_cell_is_its_rows_and_its_columns(form_2021: Form) -> None:
    """The row speaks first; whom to ask is the row's."""
    field = form_2021.fields["申请.新收.自然人"]

    assert field.row.help.counts + field.column.help.counts == field.help.counts
    assert field.row.help.ask == field.help.ask
    assert f"{field.row.help.basis}；{field.column.help.basis}" == field.help.basis


@pytest.mark.parametrize(
    ("form_id", "row", "certain"),
    [
        ("2021", "主动公开.规章", True),
        ("2021", "主动公开.规范性文件", False),
        ("2021", "主动公开.行政许可", False),
        ("2021", "申请.新收", False),
        ("2021", "申请.上年结转", True),
        ("2021", "申请.部分公开", True),
        ("2021", "申请.国家秘密", False),
        ("2021", "申请.不掌握", True),
        ("2021", "申请.重新出具", False),
        ("2021", "申请.逾期不补正", True),
        ("2021", "申请.逾期不缴费", True),
        ("2021", "申请.其他情形", False),
        ("2021", "申请.办理总计", True),
        ("2021", "复议诉讼.复议", True),
        ("2021", "复议诉讼.直接起诉", False),
        ("2019", "申请.其他处理", False),
        ("2019", "主动公开.政府集中采购", True),
    ],
)
def test_rows_say_whether_they_are_settled(
    forms: tuple[Form, ...], form_id: str, row: str, certain: bool
) -> None:
    """Settled by law, the printed words or arithmetic; everything else is custom."""
    form = next(form for form in forms if form.id == form_id)
    table, own = row.split(".")

    assert certain == form.tables[table].rows[own].help.certain


@pytest.mark.parametrize(
    ("form_id", "settled"),
    [
        ("2019", {"制作", "增减", "决定", "项目数", "总金额", "总计", "未结"}),
        ("2021", {"决定", "总计", "未结"}),
    ],
)
def test_columns_say_whether_they_are_settled(
    forms: tuple[Form, ...], form_id: str, settled: set[str]
) -> None:
    """Who counts as what kind of applicant, and what is a 结果维持, is custom."""
    form = next(form for form in forms if form.id == form_id)

    actual = {line.id for _, line in lines(form) if isinstance(line, Column) and line.help.certain}

    assert settled == actual


def test_a_cell_is_settled_only_if_row_and_column_are(form_2021: Form) -> None:
    """The mark is shown as soon as one of them is custom."""
    settled, custom = (form_2021.fields[f"申请.上年结转.{own}"] for own in ("总计", "自然人"))

    assert (True, "") == (settled.help.certain, settled.help.mark)
    assert (False, CUSTOMARY) == (custom.help.certain, custom.help.mark)


def test_no_help_needs_no_mark() -> None:
    """Nothing is claimed."""
    assert "" == Help().mark
    assert Help(counts="甲。", certain=True).joined(Help()).certain


def test_what_both_say_is_said_once() -> None:
    """The same source for a row and its column is named once."""
    one, other = Help(counts="甲。", basis="法"), Help(counts="乙。", ask="丙。", basis="法")

    assert Help(counts="甲。乙。", ask="丙。", basis="法") == one.joined(other)


def test_an_alias_means_one_row_or_one_column(form: Form) -> None:
    """Of its table; otherwise a typed answer would land in the wrong place without a word."""
    for table in form.tables.values():
        rows: tuple[Line, ...] = (*table.rows.values(), *table.groups)
        columns: tuple[Line, ...] = (*table.columns.values(), *table.column_groups)
        for axis in (rows, columns):
            meant: dict[str, str] = {}
            for line in axis:
                for called in {line.id, line.label, line.short, *line.aliases}:
                    assert meant.setdefault(called, line.id) == line.id, f"{table.id}: {called}"


def test_aliases_are_written_once_and_without_blanks(form: Form) -> None:
    """Every row, column and group has some."""
    for where, line in lines(form):
        assert line.aliases, where
        assert len(set(line.aliases)) == len(line.aliases), where
        assert all(alias == alias.strip() and alias for alias in line.aliases), where


def test_titles_of_sections_are_told_apart(form: Form) -> None:
    """The titles that published reports use lead to one section each."""
    titles = [title for section in form.sections for title in (section.name, *section.aliases)]

    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("table", "called", "expected"),
    [
        ("申请", "收到", "新收"),
        ("申请", "去年没办完", "上年结转"),
        ("申请", "上年剩下", "上年结转"),
        ("申请", "信息不存在", "不掌握"),
        ("申请", "没办完", "结转下年"),
        ("申请", "公民", "自然人"),
        ("申请", "公司", "商业企业"),
        ("申请", "律所", "法律服务机构"),
        ("申请", "合计", "总计"),
        ("复议诉讼", "撤诉", "其他"),
        ("复议诉讼", "败诉", "纠正"),
        ("复议诉讼", "直接起诉", "直接起诉"),
        ("主动公开", "行政規範性檔案", "规范性文件"),
    ],
)
def test_spoken_names_are_known(form: Form, table: str, called: str, expected: str) -> None:
    """The words clerks type and reports print."""
    known = form.tables[table]
    every: tuple[Line, ...] = (*known.rows.values(), *known.columns.values())

    assert [expected] == [line.id for line in every if called in {line.id, *line.aliases}]


def test_notes_stand_beside_the_tables(form: Form) -> None:
    """The period counted, zero and not blank, no column of 法人或其他组织, cases as a joint defendant."""
    assert "统计期限：报告年度1月1日至12月31日。" in form.notes["主动公开"].splitlines()
    assert "“法人或其他组织”没有小计列" in form.notes["申请"]
    assert "共同被告的不计" in form.notes["复议诉讼"]


def test_notes_of_one_form_only_stand_there_only(forms: tuple[Form, ...]) -> None:
    """All decisions, published or not; the fee in 万元; items are not cases."""
    old, new = forms

    assert "处理决定包括已公开和依法未公开的全部处理决定。" in new.notes["主动公开"]
    assert "处理决定包括" not in old.notes["主动公开"]
    assert "项数" in old.notes["主动公开"]


def test_everything_common_is_used_by_a_form(
    texts: Mapping[str, str], forms: tuple[Form, ...]
) -> None:
    """A name spelled wrongly in common.toml would explain nothing."""
    said = {
        f"{kind} {name}"
        for kind, names in tomllib.loads(texts["common.toml"]).items()
        for name in names
    }

    used = set()
    for form in forms:
        used |= {f"section {section.id}" for section in form.sections}
        used |= {f"place {place}" for place in form.places}
        for table in form.tables.values():
            used |= {f"row {table.id}.{row}" for row in table.rows}
            used |= {f"column {table.id}.{column}" for column in table.columns}
            groups = (*table.groups, *table.column_groups)
            used |= {f"group {table.id}.{group.id}" for group in groups}

    assert set() == said - used
