"""A text being typed into a cell of the number grid; nothing here knows Textual."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Edit:
    """A text being typed."""

    text: str
    caret: int
    in_place: bool = False
    """Opened with F2: the arrows move inside the text instead of leaving the cell."""

    def insert(self, typed: str) -> "Edit":
        """The text with something typed at the caret."""
        text = self.text[: self.caret] + typed + self.text[self.caret :]
        return replace(self, text=text, caret=self.caret + len(typed))

    def without(self, start: int, end: int) -> "Edit":
        """The text with a stretch cut out."""
        return replace(self, text=self.text[:start] + self.text[end:], caret=start)
