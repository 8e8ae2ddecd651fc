"""What screens ask of the app they run in. They know this much of it; the app knows the screens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.desk import Desk
    from assistant.finding import Finding
    from assistant.report import Report, Value


class Host(Protocol):
    """The app as a screen sees it."""

    @property
    def desk(self) -> Desk:
        """The open draft; screens over a draft exist only while there is one."""

    @property
    def report(self) -> Report:
        """What the open draft says; known before the desk is ready."""

    def ready(self) -> bool:
        """Whether the open draft can be worked on; when it cannot, that is said and the draft closed."""

    @property
    def beside(self) -> str:
        """What the pane at the right of wide windows shows."""

    def choose_beside(self, shows: str) -> None:
        """Keep what the pane is to show, on every screen and the next time."""

    def open_draft(self, path: Path, *, read_only: bool = False) -> None:
        """Open a draft and go on where it was left."""

    def open_typed(self, name: str) -> None:
        """Open the draft of that name, as somebody typed it."""

    def open_sample(self) -> None:
        """Open a fresh copy of the sample."""

    def open_tour(self) -> None:
        """Show what there is, on the sample."""

    @property
    def toured(self) -> bool:
        """Whether the tour was taken, or there is no need of one any more."""

    def create_draft(self, unit: str, year: str, path: str) -> tuple[str, str] | None:
        """Make a draft and open it, or return the line that is wrong and why."""

    def wrong_year(self, year: str) -> str:
        """Return why a report of this year cannot be written, or nothing."""

    def suggested_path(self, unit: str, year: str) -> str:
        """Return a file name for a draft, in the folder where drafts are kept."""

    def hand_over(self, path: Path) -> None:
        """Give a file that was made to the browser, where there is one."""

    def write(
        self, answers: Mapping[str, Value | None], *, via: str = "录入", source: str = ""
    ) -> bool:
        """Put answers into the draft; when that fails say so, change nothing and return false."""

    def mark_pending(self, name: str, what: str) -> None:
        """Ask what is waited for and mark the answer 待补."""

    def restore_before(self, step: int) -> None:
        """Go back to just before a step, after asking."""

    def go_to(self, target: str) -> None:
        """Open what a name stands for."""

    def go_to_finding(self, finding: Finding) -> None:
        """Open the place a finding speaks of."""

    def action_answers(self) -> None:
        """Show every answer, to be looked over."""

    def action_findings(self) -> None:
        """Show what does not agree."""

    def action_undo(self) -> None:
        """Take the last step back."""

    def action_leave(self) -> None:
        """Go back one screen."""
