"""The manual of all rules as one Markdown page: `python -m assistant.checks.manual > docs/rules.md`.

Every page is the rule's own docstring, so the manual cannot say anything else than the code beside it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator

from assistant.checks import FAMILIES, treatment
from assistant.checks.base import Check, title

HEAD = """\
# 核对规则

本页由规则自己的说明生成：`python -m assistant.checks.manual > docs/rules.md`。要改说明，改规则（`assistant/checks/`），
再生成一遍。

级别：**阻断** 必须改正才能定稿；**需说明** 改正，或者写明说明；**提示** 可以不处理。同一条规则的个别情形会轻一些，
例如口径可能不同的只提示。单位可以在草稿旁边的“核对”文件夹里给一条规则另定级别并写明理由，算术规则除外。
"""


def pages() -> str:
    """Return the whole manual."""
    return "\n".join((HEAD, *_contents(), *_rules()))


def _contents() -> Iterator[str]:
    yield "| 类 | 编号 | 级别 | 规则 | 依据 |"
    yield "| --- | --- | --- | --- | --- |"
    for family, checks in FAMILIES.items():
        for check in checks:
            yield (
                f"| {family} | [{check.code}](#{check.code.lower()}) | {check.level} "
                f"| {title(check)} | {check.basis} |"
            )
    yield ""


def _rules() -> Iterator[str]:
    for family, checks in FAMILIES.items():
        yield f"## {family}\n"
        for check in checks:
            yield from _page(check)


def _page(check: type[Check]) -> Iterator[str]:
    first, _, rest = inspect.cleandoc(check.__doc__ or "").partition("\n")
    yield f"### {check.code}\n"
    yield f"**{check.level}**　{first.strip()}\n"
    if rest.strip():
        yield f"{rest.strip()}\n"
    yield f"- 依据：{check.basis}"
    yield f"- 处理：{treatment(check)}"
    if check.needs:
        yield f"- 需要：{'、'.join(check.needs)}"
    yield ""


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(pages())
