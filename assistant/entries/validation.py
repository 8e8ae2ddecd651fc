"""An entry as a model of pydantic's: which keys it may have, and what is wrong with the values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar, get_origin

from assistant.entries.complaints import in_chinese
from assistant.entries.entry import Entry, attribute_in, listed
from assistant.problem import Problem, nearest

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    Model = TypeVar("Model", bound=BaseModel)


HEADING: Final = "标题"
"""In the keys given to `validate`: the model's field that takes the heading of the entry."""

TEXT: Final = "正文"
"""In the keys given to `validate`: the model's field that takes the text of the entry."""


def validate(
    entry: Entry, model: type[Model], keys: Mapping[str, str], path: str | None = None
) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return the entry as `model`, or nothing when it does not fit; and every complaint, in Chinese, with lines.

    `keys` says which field of the model a key fills (`{"编号": "id"}`); `HEADING` and `TEXT` among them take the
    heading and the text. Values arrive as typed, except that 是/否 becomes a bool where the field is one, and
    `甲、乙` a tuple where the field is one. `path` is only for a file known under another name than it was read.

    A problem that leaves the meaning in doubt (an unknown key, a key inside the text) leaves no entry.
    """
    from pydantic import ValidationError  # 97 ms that the start screen does not pay

    where = entry.path if path is None else path
    problems = [*_unknown_keys(entry, keys, where), *_keys_in_text(entry, keys, where)]
    try:
        valid = model.model_validate(_values(entry, model, keys))
    except ValidationError as error:
        spoken = _Spoken(entry, where, {name: key for key, name in keys.items()})
        return None, (*problems, *spoken.problems(error.errors(), problems))
    return (None if problems else valid), tuple(problems)


def _values(entry: Entry, model: type[BaseModel], keys: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {
        keys[key]: _as_wanted(attribute.value, model.model_fields[keys[key]].annotation)
        for key, attribute in entry.attributes.items()
        if key in keys and key not in {HEADING, TEXT}
    }
    for key, words in ((HEADING, entry.heading), (TEXT, entry.text)):
        if key in keys and words:
            values[keys[key]] = words
    return values


def _as_wanted(value: str, annotation: object) -> object:
    if annotation is bool:
        return {"是": True, "否": False}.get(value, value)
    return listed(value) if get_origin(annotation) is tuple else value


def _unknown_keys(entry: Entry, keys: Mapping[str, str], path: str) -> Iterator[Problem]:
    written = [key for key in keys if key not in {HEADING, TEXT}]
    for key, attribute in entry.attributes.items():
        if key in {HEADING, TEXT}:
            advice = "写在“## ”后面" if key == HEADING else "写完“键：值”空一行，直接写"
            yield Problem(path, attribute.line, f"“{key}”不写成“键：值”，请{advice}。")
        elif key not in written:
            guess = nearest(key, written)
            hint = (
                guess if guess != "。" else f"。能用的有：{'、'.join(written)}；正文前面要空一行。"
            )
            yield Problem(path, attribute.line, f"不认识“{key}”{hint}")


def _keys_in_text(entry: Entry, keys: Mapping[str, str], path: str) -> Iterator[Problem]:
    for line, words in zip(entry.text_lines, entry.text.split("\n"), strict=False):
        found = attribute_in(words)
        if found and found[0] in keys:
            message = f"空行后面的“{found[0]}：”成了正文。请移到空行前面；确是正文就换个说法。"
            yield Problem(path, line, message)


@dataclass(frozen=True)
class _Spoken:
    """Says in Chinese what pydantic found."""

    entry: Entry
    path: str
    key_of: Mapping[str, str]

    def problems(
        self, details: Iterable[ErrorDetails], said: Sequence[Problem]
    ) -> Iterator[Problem]:
        """Yield the complaints; what is missing only because it was miswritten, which was `said`, is left out."""
        for detail in details:
            key = self.key_of.get(str(detail["loc"][0]), "") if detail["loc"] else ""
            guessed = any(f"是不是“{key}”" in problem.message for problem in said)
            miswritten = self.entry.unread or guessed or (key == TEXT and said)
            if detail["type"] != "missing" or not miswritten:
                yield self.problem(detail)

    def problem(self, detail: ErrorDetails) -> Problem:
        field_name = str(detail["loc"][0]) if detail["loc"] else ""
        key = self.key_of.get(field_name, field_name)
        if detail["type"] == "missing":
            return Problem(self.path, self.entry.line, _missing(key))
        line = self.entry.text_line if key == TEXT else self.entry.line_of(key)
        sentence = in_chinese(detail)
        return Problem(self.path, line, f"“{key}”：{sentence}" if key else sentence)


def _missing(key: str) -> str:
    match key:
        case "标题":
            return "“## ”后面要写标题。"
        case "正文":
            return "还没有写正文：写完“键：值”空一行再写。"
        case _:
            return f"少了“{key}”。请在标题下面加一行“{key}：……”。"
