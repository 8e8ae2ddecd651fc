"""Tables in the shapes that the statutory ones have, and an app that shows one."""

from typing import Any

from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import Input

from assistant.terminal.grid_model import (
    CaptionRow,
    CellsRow,
    GridModel,
    Heading,
    Layout,
    Row,
    Table,
    TitlesRow,
    Values,
)
from assistant.terminal.widgets.grid import NumGrid

RESULTS = "三、本年度办理结果"
GROUPS = {
    "（三）不予公开": (
        "1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
        "3.危及“三安全一稳定”",
        "4.保护第三方合法权益",
        "5.属于三类内部事务信息",
        "6.属于四类过程性信息",
        "7.属于行政执法案卷",
        "8.属于行政查询事项",
    ),
    "（四）无法提供": (
        "1.本机关不掌握相关政府信息",
        "2.没有现成信息需要另行制作",
        "3.补正后申请内容仍不明确",
    ),
    "（五）不予处理": (
        "1.信访举报投诉类申请",
        "2.重复申请",
        "3.要求提供公开出版物",
        "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息",
    ),
    "（六）其他处理": (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "3.其他",
    ),
}


def requests_table(**values: Any) -> Table:
    """Table 3: three header levels, groups of rows, totals of rows and columns."""
    rows: list[Row] = [
        CellsRow("一、本年新收政府信息公开申请数量"),
        CellsRow("二、上年结转政府信息公开申请数量"),
        CaptionRow(RESULTS),
        CellsRow("（一）予以公开", 1, (RESULTS,)),
        CellsRow("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, (RESULTS,)),
    ]
    for group, labels in GROUPS.items():
        rows.append(CaptionRow(group, 1))
        rows.extend(CellsRow(label, 2, (RESULTS, group)) for label in labels)
    rows.append(CellsRow("（七）总计", 1, (RESULTS,)))
    rows.append(CellsRow("四、结转下年度继续办理"))
    with_cells = [at for at, row in enumerate(rows) if isinstance(row, CellsRow)]
    parts, total = with_cells[2:-2], with_cells[-2]
    totals = {(row, 6): tuple((row, column) for column in range(6)) for row in with_cells}
    totals |= {(total, column): tuple((row, column) for row in parts) for column in range(6)}
    header = (
        (Heading("申请人情况", 0, 7),),
        (Heading("自然人", 0), Heading("法人或其他组织", 1, 5), Heading("总计", 6)),
        tuple(
            Heading(title, column)
            for column, title in enumerate(
                ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"), start=1
            )
        ),
    )
    return Table(Layout(tuple(rows), 7, header, totals=totals), Values(**values))


def blocks_table(**values: Any) -> Table:
    """Table 2: blocks with titles of their own, and rows with one cell or three."""
    decisions = (Heading("本年处理决定数量", 0),)
    rows: tuple[Row, ...] = (
        CaptionRow("第二十条第（一）项"),
        TitlesRow(
            "信息内容",
            (Heading("本年制发件数", 0), Heading("本年废止件数", 1), Heading("现行有效件数", 2)),
        ),
        CellsRow("规章"),
        CellsRow("行政规范性文件"),
        CaptionRow("第二十条第（五）项"),
        TitlesRow("信息内容", decisions),
        CellsRow("行政许可"),
        CaptionRow("第二十条第（六）项"),
        TitlesRow("信息内容", decisions),
        CellsRow("行政处罚"),
        CellsRow("行政强制"),
        CaptionRow("第二十条第（八）项"),
        TitlesRow("信息内容", (Heading("本年收费金额（单位：万元）", 0),)),
        CellsRow("行政事业性收费"),
    )
    missing = frozenset((row, column) for row in (6, 9, 10, 13) for column in (1, 2))
    return Table(Layout(rows, 3, missing=missing), Values(**values))


def small_table(**values: Any) -> Table:
    """Two rows, two columns to type into and a column of totals."""
    header = ((Heading("自然人", 0), Heading("企业", 1), Heading("总计", 2)),)
    rows = (CellsRow("一、新收"), CellsRow("二、结转"))
    totals = {(row, 2): ((row, 0), (row, 1)) for row in range(2)}
    return Table(Layout(rows, 3, header, totals=totals), Values(**values))


class GridApp(App[None]):
    """A grid above an input, and everything that the grid said."""

    CSS = "NumGrid { height: 1fr; } Input { height: 3; }"

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self.grid = NumGrid(model)
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        """The grid has the focus first."""
        yield self.grid
        yield Input()

    @on(NumGrid.CellsEdited)
    @on(NumGrid.Rejected)
    @on(NumGrid.LeftOut)
    @on(NumGrid.LeaveGrid)
    @on(NumGrid.UndoRequested)
    def hear(self, message: Message) -> None:
        """Keep the message; where the cursor went is read from the grid."""
        self.heard.append(message)

    @property
    def edited(self) -> list[list[tuple[int, int, str]]]:
        """The steps taken over by the model."""
        return [said.cells for said in self.heard if isinstance(said, NumGrid.CellsEdited)]

    @property
    def refused(self) -> list[tuple[int, int, str]]:
        """Places and texts that were refused."""
        return [
            (said.row, said.column, said.text)
            for said in self.heard
            if isinstance(said, NumGrid.Rejected)
        ]
