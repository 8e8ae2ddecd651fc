"""What another office answered, in lines for a clerk and as plain JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.answers import plain
from assistant.inquiry.reply import Reply


def told_reply(reply: Reply) -> Iterator[str]:
    """Yield who answered for which year, then every line that was filled in or needs a look."""
    heading = reply.heading
    yield f"{heading.unit or '没有写单位'}　{heading.year}年　{heading.office}填报"
    answered = sum(line.value is not None for line in reply.lines)
    yield f"读到{answered}项，共{len(reply.lines)}项。"
    blank = [line for line in reply.lines if line.name and not line.typed]
    if blank:
        yield f"没有填{len(blank)}项（没有当作0）：第{'、'.join(str(line.row) for line in blank)}行"
    for line in reply.lines:
        remark = f"　备注：{line.remark}" if line.remark else ""
        if line in blank:
            if remark:
                yield f"没有填　第{line.row}行“{line.title}”{remark}"
        elif line.value is not None and not line.doubt:
            yield f"{line.title}　{line.typed}{remark}"
        else:
            yield f"请核对　第{line.row}行“{line.title}”：{line.doubt}{remark}"


def reply_json(reply: Reply) -> dict[str, Any]:
    """Return the answers by name, with a doubt for every line that was not taken or is not certain."""
    heading = reply.heading
    return {
        "office": heading.office,
        "unit": heading.unit,
        "year": heading.year,
        "form": heading.form,
        "answers": {
            line.name: plain(line.value)
            for line in reply.lines
            if line.name and line.value is not None
        },
        "remarks": {line.name: line.remark for line in reply.lines if line.name and line.remark},
        "doubts": [
            {
                "field": line.name,
                "row": line.row,
                "message": line.doubt,
                "candidates": list(line.candidates),
            }
            for line in reply.lines
            if line.doubt
        ],
    }
