"""What an organ's name suggests; offered as a default, never written unasked."""

import pytest

from assistant import content
from assistant.organs import OrgansRefused, parse

NAMES = """
云澜市青禾区人力资源和社会保障局 我局 政府部门 区县级 人力资源社会保障
云澜市人民政府 我市 人民政府 市级 综合政务
青禾区人民政府 我区 人民政府 区县级 综合政务
青禾区柳溪镇人民政府 我镇 乡镇人民政府 乡镇级 街镇
云澜市青禾区临江街道办事处 我街道 街道办事处 乡镇级 街镇
云澜市青禾区人民政府办公室 我办 政府办公室 区县级 综合政务
云岭省财政厅 我厅 政府部门 省级 财政
云岭省人民政府办公厅 我厅 政府办公室 省级 综合政务
国家税务总局青禾区税务局 我局 垂直管理部门 区县级 税务
云岭省云澜市北山县气象局 我局 垂直管理部门 区县级 气象
云澜高新区管委会 我委 开发区管委会 市级 园区
云澜市卫生健康委员会 我委 政府部门 市级 卫生健康
云澜市民政局 我局 政府部门 市级 民政
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_a_name_suggests(line: str) -> None:
    """The last characters give 自称 and 机关类型, the words within 层级 and 业务领域."""
    unit, *expected = line.split()
    organs = content.organs()
    suggested = [
        organs.calls_itself(unit),
        organs.kind(unit),
        organs.rank(unit),
        organs.domain(unit),
    ]

    assert expected == suggested


def test_an_unknown_name_suggests_nothing() -> None:
    """A name that fits no ending leaves the question open."""
    organs = content.organs()

    assert ("", "", "", "") == (
        organs.calls_itself("某某"),
        organs.kind("某某"),
        organs.rank("某某"),
        organs.domain("某某"),
    )


def test_a_kind_outside_the_vocabulary_is_refused() -> None:
    """A vocabulary that contradicts itself is said with the word."""
    text = (
        'kinds = ["政府部门"]\nranks = []\ndomains = []\n'
        'endings = [{ ends = "局", calls = "我局", kind = "部门" }]\n'
        "rank_patterns = []\ndomain_patterns = []\n"
    )

    with pytest.raises(OrgansRefused, match="类型没有“部门”"):
        parse(text)
