from assistant.export import blocking, export_refusal
from assistant.finding import Finding, Level


def finding(level: Level, message: str) -> Finding:
    """A finding with this message."""
    return Finding("T3-BAL", level, ("申请.新收.自然人",), "申请", message, "改。", "算术")


def test_nothing_refuses_a_report_without_blocking_findings() -> None:
    """只有需说明和提示时可以导出定稿。"""
    findings = [finding(Level.EXPLAIN, "要说明。"), finding(Level.HINT, "可忽略。")]

    assert (blocking(findings), export_refusal(findings)) == ((), None)


def test_refusal_lists_the_reasons_and_the_way_out() -> None:
    """不能导出时说清是哪几处、怎么办。"""
    sentence = export_refusal(
        [
            finding(Level.BLOCKS, "自然人一列，12不等于11。"),
            finding(Level.HINT, "可忽略。"),
            finding(Level.BLOCKS, "有3格没填。"),
        ]
    )

    assert sentence == (
        "还有 2 处必须处理，暂时不能导出定稿：（1）自然人一列，12不等于11；（2）有3格没填。"
        "处理完再导出；要先送人看，可以导出草稿（命令行加 --as-draft），文件上会标明“草稿”。"
    )


def test_refusal_counts_what_it_does_not_list() -> None:
    """太多时只列前三处，报总数。"""
    sentence = export_refusal([finding(Level.BLOCKS, f"第{n}处。") for n in range(1, 6)])

    assert sentence is not None
    assert "还有 5 处必须处理" in sentence
    assert "（3）第3处；另有 2 处。" in sentence
    assert "第4处" not in sentence
