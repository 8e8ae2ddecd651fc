"""Form files: what they may say, and what happens when one is wrong."""

from collections.abc import Mapping

import pytest

from assistant.forms import FormRefused, identities, parse, parse_all
from tests.effort import counting_calls


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('id = "2021"', "id = ", "Invalid value"),
        ('notice = "', 'notices = "', "不认识的键 notices"),
        ('label = "行政许可"', 'lable = "行政许可"', "不认识的键 lable"),
        ('kind = "金额"', 'kind = "钱"', "'钱' is not a valid Kind"),
        ("years = {", "jahre = {", "jahre"),
        ('"（三）不予公开" = ', '"（三）不公开" = ', "没有一行一列写在“（三）不公开”下面"),
        ('row."申请.逾期不缴费"', 'row."申请.逾期不交费"', "没有申请.逾期不交费，却写了它的口径"),
        ('"口径" = "制发', '"口經" = "制发', "不认识的键 口經"),
    ],
)
def test_a_damaged_form_file_is_refused(
    texts: Mapping[str, str], old: str, new: str, expected: str
) -> None:
    """It ships with the program: the sentence names the file and says to install again."""
    assert old in texts["2021.toml"]
    with pytest.raises(FormRefused) as refused:
        parse(texts["2021.toml"].replace(old, new), "2021.toml", texts["common.toml"])

    assert refused.value.sentence.startswith("格式文件2021.toml写得不对：")
    assert expected in refused.value.sentence
    assert refused.value.sentence.endswith("请重新安装程序。")


def test_a_form_is_whole_without_what_is_common(texts: Mapping[str, str]) -> None:
    """Labels, spans, sums and required places stand in its own file."""
    alone = parse(texts["2021.toml"], "2021.toml")
    whole = parse(texts["2021.toml"], "2021.toml", texts["common.toml"])

    assert whole.sums == alone.sums
    assert [cell.label for cell in whole.fields.values()] == [
        cell.label for cell in alone.fields.values()
    ]
    assert [place.required for place in whole.places.values()] == [
        place.required for place in alone.places.values()
    ]
    assert "" == alone.fields["申请.新收.自然人"].help.counts


def test_what_a_forms_own_file_says_goes_first(texts: Mapping[str, str]) -> None:
    """What it leaves open comes from the common file."""
    own = texts["2021.toml"] + '\n[meaning.row."申请.新收"]\n"口径" = "另一种说法。"\n'

    row = parse(own, "2021.toml", texts["common.toml"]).tables["申请"].rows["新收"]

    assert "另一种说法。" == row.help.counts
    assert "收到" in row.aliases


def test_an_identity_holds_in_the_columns_of_its_rows(texts: Mapping[str, str]) -> None:
    """Rows further down a table have columns of their own."""
    block = '[[section.table.block]]\ncaption = "第二十条第（一）项"'
    rows = 'code = "T2-X"\nleft = ["行政许可"]\nright = ["行政处罚", "行政强制"]'
    changed = texts["2021.toml"].replace(block, f"[[section.table.identity]]\n{rows}\n\n{block}")
    form = parse(changed, "2021.toml", texts["common.toml"])

    (balance,) = (one for one in identities(form, {}) if one.code == "T2-X")

    assert "决定" == balance.column
    assert (
        "主动公开.行政许可.决定",
        "主动公开.行政处罚.决定",
        "主动公开.行政强制.决定",
    ) == balance.missing


def test_forms_come_oldest_first_whatever_the_order_of_files(texts: Mapping[str, str]) -> None:
    """The common file is not a form."""
    shuffled = dict(sorted(texts.items(), reverse=True))

    assert ["2019", "2021"] == [form.id for form in parse_all(shuffled)]


def test_forms_are_read_while_nobody_notices(texts: Mapping[str, str]) -> None:
    """They stand on the way to the first screen: some 25,000 calls for both, four times that is a mistake."""
    with counting_calls() as effort:
        parse_all(texts)

    assert effort.calls < 100_000
