"""What an import found, in lines for a clerk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.forms import Form
from assistant.importing.doubt import Doubt
from assistant.importing.recognise import Imported

_MOST_NAMES = 4


def told(imported: Imported) -> Iterator[str]:
    """Yield what was read, what is missing, and every doubt with the cells it is about."""
    form = imported.form
    year = f"{imported.year}年" if imported.year else "年份没有读到"
    yield f"{imported.unit or '单位没有读到'}　{year}（{form.name}）"
    read = len(form.fields) - len(imported.missing)
    yield f"读到{read}格，共{len(form.fields)}格。"
    if imported.missing:
        yield f"缺{len(imported.missing)}格（没有当作0）：{_names(form, imported.missing)}"
    yield from told_doubts(form, imported.doubts)


def told_doubts(form: Form, doubts: Iterable[Doubt]) -> Iterator[str]:
    """Yield one line for doubts that say the same of several cells."""
    grouped: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for doubt in doubts:
        grouped.setdefault((doubt.message, doubt.candidates), []).append(doubt.field)
    for (message, candidates), fields in grouped.items():
        names = _names(form, [field for field in fields if field])
        line = f"请核对　{names}：{message}" if names else f"请核对　{message}"
        yield f"{line}（可能是：{'、'.join(candidates)}）" if candidates else line


def _names(form: Form, fields: Iterable[str]) -> str:
    names = [form.spoken(field) if field in form.fields else field for field in fields]
    shown = "、".join(names[:_MOST_NAMES])
    return f"{shown}等{len(names)}格" if len(names) > _MOST_NAMES else shown
