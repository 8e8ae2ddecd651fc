"""The words of one place of the report: what stands there, and what could."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from assistant.report import TEXT, Paragraph
from assistant.terminal.screens.asking import Confirm
from assistant.terminal.screens.base import DeskScreen
from assistant.terminal.screens.following import FollowUps
from assistant.terminal.screens.keeping import keep_phrase
from assistant.terminal.screens.offered import doubt, follows, option
from assistant.terminal.screens.writing import KEYS as WRITING_KEYS
from assistant.terminal.screens.writing import Writing
from assistant.terminal.widgets.answer import AnswerInput
from assistant.terminal.widgets.bars import KeyBar
from assistant.terminal.widgets.choices import Choices
from assistant.terminal.words import marked, origin

if TYPE_CHECKING:
    from assistant.desk import Moved
    from assistant.phrases.suggest import Suggestion

PAUSE = 0.06
"""Seconds without a key before the suggestions follow what is typed."""

PLACEHOLDER = "打几个字找说法，例：没人申请、培训、网站"

ABOUT = (
    "打几个字就能找到可以用的说法：○ 表示现在的数字用得上，？ 表示还缺数字，✗ 表示用不上并说明为什么。"
    "采用的句子里的数字跟着表格变；按 F2 改过以后就固定下来。"
    "【待补：…】是还没有回答的，先采用，回答了会自动补上。"
)

KEEP = 10.0
"""Seconds between two savings of a paragraph that is being written."""


class WordingScreen(DeskScreen):
    """The paragraphs of a place above, the line to search with, the suggestions below."""

    KEYS: ClassVar = (
        ("回车", "采用"),
        ("F2", "改段落"),
        ("Ctrl+N", "自己写"),
        ("Ctrl+T", "换说法"),
        ("Ctrl+D", "删段落"),
        ("Esc", "写好了"),
    )
    COMMON: ClassVar = ("help", "undo", "preview", "contents", "findings")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "suggestion(-1)", "上一条", show=False),
        Binding("down", "suggestion(1)", "下一条", show=False),
        Binding("ctrl+up", "paragraph(-1)", "上一段", show=False),
        Binding("ctrl+down", "paragraph(1)", "下一段", show=False),
        Binding("alt+up", "shift(-1)", "段落上移", show=False),
        Binding("alt+down", "shift(1)", "段落下移", show=False),
        Binding("f2", "edit", "改段落", show=False),
        Binding("ctrl+n", "write", "自己写", show=False, priority=True),
        Binding("ctrl+t", "swap", "换说法", show=False, priority=True),
        Binding("ctrl+k", "keep_phrase", "存为语料", show=False, priority=True),
        Binding("ctrl+d", "remove", "删段落", show=False, priority=True),
        # Not before the editor: what was pasted just now must be in it first.
        Binding("ctrl+s", "keep", "存下", show=False),
        Binding("escape", "back", "返回", show=False),
    ]

    def __init__(self, place: str, *, edit: int | None = None) -> None:
        """`edit` is the number of a paragraph: only to change that one, and then to go back."""
        super().__init__()
        self._place = place
        self._edit = edit
        self._found: Sequence[Suggestion] = ()
        self._editing: int | None = None
        self._waiting: Timer | None = None

    @property
    def where(self) -> str:  # type: ignore[override]
        """The place in words."""
        return self.desk.place_title(self._place)

    @property
    def place(self) -> str:
        """The id of the place being worded."""
        return self._place

    def body(self) -> ComposeResult:
        """Paragraphs, search line, suggestions; the editor takes their room when it is needed."""
        with Horizontal():
            with Vertical(id="wording"):
                yield Static(id="hint", markup=False)
                paragraphs = Choices(id="paragraphs", markup=False)
                paragraphs.can_focus = False
                yield paragraphs
                with Vertical(id="choosing"):
                    yield AnswerInput(placeholder=PLACEHOLDER, id="query")
                    suggestions = Choices(id="suggestions", markup=False)
                    suggestions.can_focus = False
                    yield suggestions
                    yield Static(id="slots", markup=False)
                yield Writing(self.desk, self._place)
                yield Static(id="message", markup=False)
            yield self.beside()

    def on_mount(self) -> None:
        """Show the place and what it needs."""
        hint = self.desk.form.places[self._place].hint
        self.query_one("#hint", Static).update(f"这里写：{hint}" if hint else "")
        self._writing.display = False
        self.show_help(Content(f"{hint}\n\n{ABOUT}"))
        self.report_changed()
        self.set_interval(KEEP, self.keep_typing)
        unfinished = self.desk.typing(self._key)
        if unfinished:
            self._open_editor(None, unfinished)
            self._say("上次没写完的一段还在，写好按 Ctrl+S 存下。")
        elif self._edit is not None:
            self.query_one("#paragraphs", OptionList).highlighted = self._edit
            self.action_edit()
        else:
            self.set_focus(self.query_one("#query", AnswerInput))

    @property
    def _key(self) -> str:
        return TEXT + self._place

    @property
    def _paragraphs(self) -> tuple[Paragraph, ...]:
        return self.desk.report.paragraphs(self._place)

    def report_changed(self) -> None:
        """Show the paragraphs and suggestions as they are now."""
        shown = self.query_one("#paragraphs", OptionList)
        at = shown.highlighted
        shown.clear_options()
        for number, paragraph in enumerate(self._paragraphs, start=1):
            text, pending = self.desk.rendered(paragraph)
            note = origin(paragraph, pending)
            shown.add_option(
                Option(Content.assemble((f"{number} {note} ", "$text-muted"), marked(text)))
            )
        if not self._paragraphs:
            shown.add_option(
                Option(
                    Content.styled(
                        "这里还没有文字。选下面一条按回车采用，或按 Ctrl+N 自己写。", "$text-muted"
                    ),
                    disabled=True,
                )
            )
        elif at is not None or self._paragraphs:
            shown.highlighted = min(at or 0, len(self._paragraphs) - 1)
        self._suggest()

    def undone(self, moved: Moved) -> None:
        """What was said of the step is true no more."""
        self._say(f"{moved.words}。")

    redone = undone

    @on(Input.Changed, "#query")
    def typed(self) -> None:
        """Follow the typing after a short pause, so that fast keys are not held up."""
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PAUSE, self._suggest)

    def _suggest(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        query = self.query_one("#query", AnswerInput).value.strip()
        self._found = self.desk.suggest(self._place, query)
        shown = self.query_one("#suggestions", OptionList)
        shown.clear_options()
        shown.add_options([option(self.desk, one) for one in self._found])
        first = next((n for n, one in enumerate(self._found) if one.applies != "no"), None)
        shown.highlighted = first
        if query or not self._found:
            self._say(self.desk.how_found(query, self._found) if query else "")

    @on(OptionList.OptionHighlighted, "#suggestions")
    def look_at(self, event: OptionList.OptionHighlighted) -> None:
        """Say which of its words follow which answer, and what it would still ask for."""
        one = self._found[event.option_index] if event.option_index < len(self._found) else None
        self.query_one("#slots", Static).update(follows(self.desk, one) if one else "")

    @on(Input.Submitted, "#query")
    def adopt(self) -> None:
        """Take the suggestion the cursor is on; who types fast means what is typed, not what was shown before."""
        if self._waiting is not None:
            self._suggest()
        at = self.query_one("#suggestions", OptionList).highlighted
        if at is not None and at < len(self._found):
            self._adopt(self._found[at])

    @on(OptionList.OptionSelected, "#suggestions")
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """A click takes it too."""
        self._adopt(self._found[event.option_index])

    def _adopt(self, chosen: Suggestion) -> None:
        if chosen.applies == "no":
            self._say(f"这一条现在用不上：{chosen.why}")
            return
        if any(paragraph.phrase == chosen.phrase.id for paragraph in self._paragraphs):
            self._say("这一条已经采用了。")
            return
        said = doubt(self.desk, self._place, chosen)
        if said:
            self._ask_first(chosen, said)
        else:
            self._take(chosen)

    def _ask_first(self, chosen: Suggestion, said: str) -> None:
        def take(sure: bool | None) -> None:
            if sure:
                self._take(chosen)

        self.app.push_screen(Confirm(f"{said}\n\n还是要用在这里吗？"), take)

    def _take(self, chosen: Suggestion) -> None:
        new = Paragraph(chosen.phrase.text, phrase=chosen.phrase.id, bound=True)
        query = self.query_one("#query", AnswerInput)
        if query.value.strip():
            self.desk.accepted(query.value.strip(), chosen.phrase.id)
        self._put((*self._paragraphs, new), via="语料", source=chosen.phrase.id)
        query.value = ""
        self.query_one("#paragraphs", OptionList).highlighted = len(self._paragraphs) - 1
        self._say(f"✓ 采用了“{chosen.phrase.title}”。数字变了，这句话会跟着变；不合适按 F2 改。")
        follow_up = FollowUps(self, self._place, len(self._paragraphs) - 1)
        follow_up.ask(self.desk.askable(chosen.pending), self.desk.gaps(new.text))

    def _put(
        self, paragraphs: tuple[Paragraph, ...], *, via: str = "录入", source: str = ""
    ) -> None:
        self.assistant.write({self._key: paragraphs or None}, via=via, source=source)

    def _say(self, words: str) -> None:
        self.query_one("#message", Static).update(words)

    def _at(self) -> int | None:
        at = self.query_one("#paragraphs", OptionList).highlighted
        return at if at is not None and at < len(self._paragraphs) else None

    def action_suggestion(self, step: int) -> None:
        """Move over the suggestions."""
        shown = self.query_one("#suggestions", OptionList)
        if self._editing is None and self._found:
            at = shown.highlighted if shown.highlighted is not None else -step
            shown.highlighted = max(0, min(len(self._found) - 1, at + step))

    def action_paragraph(self, step: int) -> None:
        """Move over the paragraphs."""
        at = self._at()
        if at is not None:
            last = len(self._paragraphs) - 1
            self.query_one("#paragraphs", OptionList).highlighted = max(0, min(last, at + step))

    def action_shift(self, step: int) -> None:
        """Move the current paragraph up or down."""
        at = self._at()
        if at is None or not 0 <= at + step < len(self._paragraphs):
            return
        order = list(self._paragraphs)
        order.insert(at + step, order.pop(at))
        self._put(tuple(order))
        self.query_one("#paragraphs", OptionList).highlighted = at + step

    def action_swap(self) -> None:
        """Say the same in the next wording of its family."""
        at = self._at()
        if at is None:
            return
        other = self.desk.other_wording(self._paragraphs[at])
        if other is None:
            self._say("这一段没有别的说法。")
            return
        self._put(
            (*self._paragraphs[:at], other, *self._paragraphs[at + 1 :]),
            via="语料",
            source=other.phrase,
        )
        self._say("换了一种说法；再按 Ctrl+T 再换，Ctrl+Z 换回来。")

    def action_keep_phrase(self) -> None:
        """Add the current paragraph to the office's own phrases."""
        at = self._at()
        if at is None:
            return
        keep_phrase(self, self._place, self._paragraphs[at], self._say)

    def action_remove(self) -> None:
        """Take the current paragraph out; undo brings it back."""
        at = self._at()
        if at is not None:
            self._put((*self._paragraphs[:at], *self._paragraphs[at + 1 :]))
            self._say("删掉了这一段，按 Ctrl+Z 可以恢复。")

    def action_edit(self) -> None:
        """Edit the current paragraph."""
        at = self._at()
        if at is not None:
            text, _ = self.desk.rendered(self._paragraphs[at])
            self._open_editor(at, text)

    def action_write(self) -> None:
        """Write a paragraph of one's own."""
        if not self._writes:
            self._open_editor(None, self.query_one("#query", AnswerInput).value)

    @property
    def _writing(self) -> Writing:
        return self.query_one(Writing)

    @property
    def _writes(self) -> bool:
        return self._writing.display

    def _open_editor(self, at: int | None, text: str) -> None:
        self._editing = at
        self.query_one("#choosing").display = False
        self._writing.display = True
        self.query_one(KeyBar).show(WRITING_KEYS)
        self._writing.open(text, *self._around(at))
        bound = at is not None and self._paragraphs[at].bound
        self._say("改过的段落不再跟着数字变，核对时会提醒。" if bound else "")

    def _around(self, at: int | None) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
        """The paragraphs before and behind the one that is written."""
        if at is None:
            return self._paragraphs, ()
        return self._paragraphs[:at], self._paragraphs[at + 1 :]

    def _close_editor(self) -> None:
        self._editing = None
        self._writing.display = False
        self.query_one(KeyBar).show(self.keys())
        self.query_one("#choosing").display = True
        self.set_focus(self.query_one("#query", AnswerInput))
        self.desk.keep_typing(self._key, "")
        if self._edit is not None:
            self.call_later(self.assistant.action_leave)

    def action_keep(self) -> None:
        """Put the edited paragraph into the report."""
        if not self._writes:
            return
        words, changed, at = self._writing.words, self._writing.changed, self._editing
        before, behind = self._around(at)
        self._close_editor()
        if not changed and at is not None:
            self._say("没有改动。")
            return
        source = self._paragraphs[at].phrase if at is not None else ""
        new = tuple(Paragraph(line, phrase=source) for line in words)
        self._put((*before, *new, *behind))
        self._say("✓ 已存。" if words else "这一段删掉了，按 Ctrl+Z 可以恢复。")

    def action_back(self) -> None:
        """Leave the editor, after asking when something would be lost; otherwise leave the screen."""
        if not self._writes:
            self.assistant.action_leave()
            return
        if not self._writing.changed:
            self._close_editor()
            return

        def leave(sure: bool | None) -> None:
            if sure:
                self._close_editor()

        self.app.push_screen(Confirm("刚才写的还没有存下，不要了吗？"), leave)

    def keep_typing(self) -> None:
        """Put what is being written into the draft as unfinished, so that nothing typed is lost."""
        if self._writes:
            text = self._writing.text
            self.desk.keep_typing(self._key, text if self._writing.changed else "")

    def help_text(self) -> str:
        """How wording works, and what this place needs."""
        place = self.desk.form.places[self._place]
        return (
            f"# {self.where}\n\n{place.hint}\n\n"
            f"{ABOUT}\n\n"
            "Ctrl+↑ Ctrl+↓ 选段落，Alt+↑ Alt+↓ 移动段落，F2 修改，Ctrl+D 删除，Ctrl+N 自己写一段，"
            "Ctrl+T 换同一意思的另一种说法，Ctrl+K 把这一段存为本单位的语料，下次打几个字就能找到。"
        )
