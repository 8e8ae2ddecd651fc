"""A draft as plain JSON text, one change a line, and back: for reading, comparing and mailing.

Whoever edits such a copy by hand gets every complaint in Chinese with its place. What `write` wrote, `read` reads,
and writing it again gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NoReturn

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    ValidationError,
)

from assistant.changes import Change, Log, Via, broken_link
from assistant.problem import AssistantError, nearest
from assistant.values import from_plain, to_plain, to_text

FORMAT = 1


class NotATranscript(AssistantError):
    """The text is not the plain copy of a draft, or was edited into something that is none."""


def _answer(plain: object) -> Any:
    return None if plain is None else from_plain(plain)


def _plain(value: Any) -> Any:
    return None if value is None else to_plain(value)


Answer = Annotated[Any, BeforeValidator(_answer)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Change(_Strict):
    no: StrictInt
    step: Annotated[StrictInt, Field(ge=0)]
    field: Annotated[str, Field(min_length=1)]
    old: Answer
    new: Answer
    via: Via
    source: str = ""
    undoes: StrictInt | None = None
    at: AwareDatetime
    by: str = ""


class _Draft(_Strict):
    draft: Literal[1]
    unit: str
    year: StrictInt | None
    made_at: AwareDatetime
    made_by: str
    changes: tuple[_Change, ...]


def write(log: Log) -> str:
    """Return the draft as JSON; unit and year at the top are there for the reader, the changes decide."""
    return "\n".join(_lines(log)) + "\n"


def _lines(log: Log) -> Iterator[str]:
    report = log.report
    head = {
        "draft": FORMAT,
        "unit": report.unit,
        "year": report.year,
        "made_at": log.made_at.isoformat(timespec="seconds"),
        "made_by": log.made_by,
    }
    yield f'{to_text(head)[:-1]}, "changes": ['
    last = len(log.changes)
    for number, change in enumerate(log.changes, 1):
        yield to_text(_entry(change)) + ("," if number < last else "")
    yield "]}"


def _entry(change: Change) -> dict[str, Any]:
    undone = {} if change.undoes is None else {"undoes": change.undoes}
    return {
        "no": change.no,
        "step": change.step,
        "field": change.field,
        "old": _plain(change.old),
        "new": _plain(change.new),
        "via": change.via.value,
        "source": change.source,
        **undone,
        "at": change.at.isoformat(timespec="seconds"),
        "by": change.by,
    }


def read(text: str, name: str) -> Log:
    """Return the draft in a plain copy; `NotATranscript` names the first place that is wrong. `name` is the file's."""
    try:
        plain = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise NotATranscript(
            f"{name} 第{error.lineno}行第{error.colno}个字符处不是合法的 JSON，"
            "请检查引号、逗号和括号，标点要用英文半角。"
        ) from error
    except (ValueError, RecursionError) as error:
        raise NotATranscript(f"{name} 里有过长的数字或过深的嵌套，读不了。") from error
    _check_format(plain, name)
    try:
        draft = _Draft.model_validate(plain)
    except ValidationError as error:
        _complain(error, plain, name)
    log = Log(
        draft.made_at, draft.made_by, tuple(Change(**dict(change)) for change in draft.changes)
    )
    _check_links(log, draft, name)
    return log


def _check_format(plain: object, name: str) -> None:
    if not isinstance(plain, dict) or "draft" not in plain:
        raise NotATranscript(
            f'{name} 不是草稿的文本副本：开头应当是 {{"draft": {FORMAT}, …}}。'
            "文本副本用 nianbao dump 生成；如果这是答案文件，请用 nianbao new --answers。"
        )
    version = plain["draft"]
    if isinstance(version, int) and version > FORMAT:
        raise NotATranscript(
            f"{name} 是用更新版本的年报助手写的（格式{version}，本程序只认到{FORMAT}），请升级程序。"
        )


def _check_links(log: Log, draft: _Draft, name: str) -> None:
    broken = broken_link(log.changes)
    if broken:
        change, why = broken
        raise NotATranscript(f"{name} 里编号为{change.no}的变更接不上：{why}。请改回原样。")
    report = log.report
    if (draft.unit, draft.year) != (report.unit, report.year):
        raise NotATranscript(
            f"{name} 开头写的是“{draft.unit}”{draft.year}年，按变更记录是“{report.unit}”{report.year}年。"
            "单位和年份要在变更记录里改，开头照着写。"
        )


_REASONS = {
    "missing": "缺少这一项",
    "literal_error": "写得不对",
    "int_type": "应当是整数",
    "int_from_float": "应当是整数",
    "int_parsing": "应当是整数",
    "string_type": "应当是文字",
    "string_too_short": "不能空着",
    "greater_than_equal": "不能是负数",
    "tuple_type": "应当是方括号括起来的一列",
    "model_type": "应当是花括号括起来的一组",
    "timezone_aware": "要带时区，像 2026-01-08T09:00:00+08:00",
}


def _complain(error: ValidationError, plain: dict[str, Any], name: str) -> NoReturn:
    first = error.errors()[0]
    match first["type"]:
        case "extra_forbidden":
            known = _Change.model_fields if len(first["loc"]) > 1 else _Draft.model_fields
            why = f"不认识这一项{nearest(str(first['loc'][-1]), known)}".removesuffix("。")
        case "enum":
            vias = [via.value for via in Via]
            why = f"不认识“{first['input']}”，可以是{'、'.join(vias)}"
        case "value_error":
            why = str(first["ctx"]["error"])
        case kind if kind.startswith("datetime"):
            why = "应当是 2026-01-08T09:00:00+08:00 这样的时间"
        case kind:
            why = _REASONS.get(kind, first["msg"])
    raise NotATranscript(f"{name} 里{_place(first['loc'], plain)}：{why}。") from error


def _place(location: tuple[int | str, ...], plain: dict[str, Any]) -> str:
    match location:
        case ("changes", int(index), *rest):
            entry = plain["changes"][index]
            number = entry.get("no", index + 1) if isinstance(entry, dict) else index + 1
            return f"编号为{number}的变更" + (f"的“{rest[0]}”" if rest else "")
        case (key, *_):
            return f"“{key}”"
        case _:
            return "开头"
