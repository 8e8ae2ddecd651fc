"""What is shown while the window is too small to work in."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmall(ModalScreen[None]):
    """Stands over everything."""

    DEFAULT_CSS = """
    TooSmall { align: center middle; background: $background; }
    TooSmall Static { width: auto; max-width: 100%; text-align: center; }
    """

    def __init__(self, smallest: Size) -> None:
        super().__init__()
        self._smallest = smallest

    def compose(self) -> ComposeResult:
        """The sentence and nothing else."""
        yield Static(self._sentence())

    def on_resize(self) -> None:
        """Name the size of now."""
        self.query_one(Static).update(self._sentence())

    def _sentence(self) -> str:
        now, least = self.app.size, self._smallest
        return (
            f"窗口太小：现在 {now.width}×{now.height}，至少要 {least.width}×{least.height}。\n"
            "请拉大窗口或调小字号，已填的内容都在。"
        )
