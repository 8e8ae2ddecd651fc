"""What the wording we offer must not contain; each rule has words it catches and words it leaves alone."""

import pytest

from assistant.phrases.style import faults


@pytest.mark.parametrize(
    "text",
    [
        "扎实推进政府信息公开工作。",
        "各部门及时公开信息。",
        "截止年底公开3条。",
        "登陆网站查阅。",
        "受理政府信息公开申请3件。",
        "我局未收到申请。",
        "公开信息3条,其中网站2条。",
        "公开信息 3 条。",
        "{{ 年度 }} 年未收到申请。",
        "没有其他事项。。",
        "公开信息XX条。",
        "25年未收到申请。",
        "国办公开办函[2021]30号。",
        "公开信息3条",
        "公开" * 70 + "。",
    ],
)
def test_caught(text: str) -> None:
    """Each of these breaks one rule."""
    assert 1 == len(list(faults(text)))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 年度 }}年，{{ 本机关 }}未收到政府信息公开申请。",
        "截至2025年12月31日现行有效9件，申请截止日期为3月1日。",
        "按照国办公开办函〔2021〕30号的要求编制。",
        "发布【待补：条数】条，占98.5%。",
        "“三审三校”。",
        "{% if 有公众号 %}公众号发布{{ 公众号条数 }}条。{% endif %}",
    ],
)
def test_left_alone(text: str) -> None:
    """These are as they should be."""
    assert [] == list(faults(text))


def test_an_office_may_speak_of_itself() -> None:
    """In an office's own phrases 我局 is that office."""
    assert [] == list(faults("我局未收到申请。", own=True))
