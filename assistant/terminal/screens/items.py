"""What is still open, and everything there is: two lists to jump from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from assistant import content
from assistant.files import as_typed
from assistant.problem import AssistantError
from assistant.terminal.screens.asking import AskLine
from assistant.terminal.screens.listing import Line, ListScreen
from assistant.terminal.words import LEVEL_MARKS, STATE_MARKS

_FINDING = "问题#"
"""Before the number of a finding, where a line stands for one."""


_MOST_TITLES = 5
"""What is asked of an office, in the details of its line."""


class OpenItemsScreen(ListScreen):
    """Everything 待补 and everything required that has no answer."""

    KEYS = (("↑↓", "选择"), ("回车", "跳过去"), ("F8", "请别的科室填"), ("Esc", "返回"))
    COMMON: ClassVar[Sequence[str]] = ("help", "contents", "findings", "preview", "export")
    where = "待补和未填"
    EMPTY = "没有待补的，也没有漏填的。按 F4 核对，按 F6 导出。"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "ask", "请别的科室填", show=False)]

    def action_ask(self) -> None:
        """Make a sheet for another office."""
        if not isinstance(self.app.screen, OfficesScreen):
            self.app.push_screen(OfficesScreen())

    def lines(self) -> Sequence[Line]:
        """One line an open item, in the order of the report."""
        return [
            Line(
                item.target,
                Content.assemble((item.state, "bold"), f"　{item.title}"),
                item.title,
                item.detail,
            )
            for item in self.desk.open_items()
        ]

    def choose(self, key: str) -> None:
        """Go to the item."""
        self.assistant.go_to(key)

    def help_text(self) -> str:
        """What the list is for."""
        return (
            "“待补”是说过以后再填的；“未填”是必须回答、还没有回答的。选中后按回车就跳到那里，填好再按 Esc 回来。\n\n"
            "别的科室手里的数，按 F8 做一张征集表请他们填，填好发回来按 Ctrl+O 导入。"
        )


class OfficesScreen(ListScreen):
    """The offices that something open is to be asked of; Enter makes a sheet for one."""

    KEYS = (("↑↓", "选择"), ("回车", "做征集表"), ("Esc", "返回"))
    COMMON: ClassVar[Sequence[str]] = ("help", "open_items")
    where = "请谁填"
    EMPTY = "没有要问别的科室的。"
    _lines: Sequence[Line] = ()

    def lines(self) -> Sequence[Line]:
        """One line an office, worked out once: typing only narrows the list."""
        if not self._lines:
            self._lines = [self._line(office) for office, _ in self.desk.offices()]
        return self._lines

    def _line(self, office: str) -> Line:
        items = self.desk.wanted(office)
        more = "……" if len(items) > _MOST_TITLES else ""
        titles = "\n".join(item.title for item in items[:_MOST_TITLES])
        shown = Content.assemble((office, "bold"), f"　{len(items)}项")
        return Line(office, shown, office, f"{titles}{more}")

    def choose(self, key: str) -> None:
        """Ask where the sheet goes, and write it."""

        def write(name: str | None) -> None:
            if name and name.strip():
                self._write(name.strip(), key)

        asked = f"给{key}的征集表放在哪里？填好发回来后，按 Ctrl+O 导入。"
        self.app.push_screen(AskLine(asked, self.desk.suggested_sheet(key), anew=True), write)

    def _write(self, name: str, office: str) -> None:
        try:
            path, count = self.desk.write_sheet(name, office)
        except AssistantError as error:
            self.notify(error.sentence, title="做不到", severity="error", timeout=15)
            return
        self.notify(f"已做好{count}项的征集表：{as_typed(path)}", timeout=15)
        self.assistant.hand_over(path)

    def help_text(self) -> str:
        """What a sheet holds."""
        return (
            "一张征集表列出要问这个科室的、还没有填的每一项：问什么、口径、怎么写、上年的数、填的格子和备注。\n\n"
            "对方用 WPS 或 Excel 填，没有填的不会当作0；发回来按 Ctrl+O 导入，每个数记着是谁填的。"
        )


class ContentsScreen(ListScreen):
    """Every question, table and piece of text under its section, with its answer; cells and findings for who types."""

    COMMON: ClassVar[Sequence[str]] = (
        "help",
        "findings",
        "preview",
        "export",
        "open_items",
    )
    where = "目录"
    PROMPT = "打字查找：题目、表格、格子、文字、问题，中文或拼音首字母"

    def lines(self) -> Sequence[Line]:
        """Headings of the sections with their progress, and below each what it holds."""
        lines: list[Line] = []
        for part in self.desk.contents():
            mark = STATE_MARKS.get(part.state, "")
            heading = f"{mark} {part.title}　{part.state} {part.done}/{part.total}"
            lines.append(
                Line(f"部分.{part.id}", Content.styled(heading, "bold"), part.title, heading=True)
            )
            lines += [
                Line(
                    item.target,
                    Content.assemble(f"   {item.title}　", (item.answer, "bold")),
                    f"{item.title} {item.answer} {part.title} {item.target}",
                    item.detail,
                )
                for item in part.items
            ]
        return [*lines, *self._cells(), *self._findings()]

    def _cells(self) -> Iterator[Line]:
        for cell in self.desk.cells():
            shown = Content.assemble(
                (" 格 ", "$text-muted"), f"{cell.title}　", (cell.answer, "bold")
            )
            yield Line(
                cell.target, shown, f"{cell.title} {cell.target} {cell.detail}", searched=True
            )

    def _findings(self) -> Iterator[Line]:
        for number, judged in enumerate(self.desk.judged()):
            mark, style = LEVEL_MARKS[judged.finding.level]
            shown = Content.assemble((f" {mark} ", style), judged.finding.message)
            words = f"{judged.finding.code} {judged.finding.message} {judged.finding.cure}"
            yield Line(f"{_FINDING}{number}", shown, words, judged.finding.cure, searched=True)

    def choose(self, key: str) -> None:
        """Go to the question, table, cell or text, or to where a finding is put right."""
        if key.startswith(_FINDING):
            number = int(key.removeprefix(_FINDING))
            self.assistant.go_to_finding(self.desk.judged()[number].finding)
        else:
            self.assistant.go_to(key)

    def help_text(self) -> str:
        """What the list is for."""
        return (
            "全部问题、表格和文字都在这里；答了什么、怎么来的，按 Ctrl+G 从头看到尾。"
            "打几个字或拼音首字母就能缩小范围，单个的格子和核对出来的问题也找得到；回车跳过去修改。"
        )


class HistoryScreen(ListScreen):
    """Every step that changed the report, the latest first; Enter goes back to just before it."""

    where = "修改记录"
    KEYS = (("↑↓", "选择"), ("回车", "退回到这一步之前"), ("Esc", "返回"))
    EMPTY = "还没有改过什么。"

    def lines(self) -> Sequence[Line]:
        """One line a step."""
        return [
            Line(str(step.no), Content(step.shown), step.shown, step.detail)
            for step in self.desk.history()
        ]

    def choose(self, key: str) -> None:
        """Ask, then go back."""
        self.assistant.restore_before(int(key))

    def help_text(self) -> str:
        """What going back means."""
        return "每一次修改都留有记录，不会丢。退回到某一步之前，也记作新的一步，之后还可以再按 Ctrl+Z 恢复。"


class GlossaryScreen(ListScreen):
    """What the words of the form mean."""

    where = "名词解释"
    KEYS = (("↑↓", "选择"), ("Esc", "返回"))
    PROMPT = "打字查找（中文或拼音首字母）"

    def lines(self) -> Sequence[Line]:
        """One line a word; its meaning stands under the list."""
        return [
            Line(
                one.term,
                Content.assemble((one.term, "bold"), f"　{one.meaning}"),
                "".join((one.term, *one.also)),
                f"{one.meaning}（{one.source}）",
            )
            for one in content.glossary().terms
        ]

    def choose(self, key: str) -> None:
        """A word leads nowhere."""

    def help_text(self) -> str:
        """Where the meanings come from."""
        known = content.glossary()
        return f"# 名词解释\n\n依据：{known.source}，{known.as_of:%Y年%m月%d日}核对过。"
