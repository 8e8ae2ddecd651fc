"""How long it takes to read a report in each format and a large register, and how much memory that needs.

Reports are read in a process that has read one before; memory is the largest a fresh process had, modules included.
"""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook

from assistant import content
from assistant.importing import import_report
from assistant.importing.register import outcomes
from tests.benchmarks.frame import Figure, alone, at_most, middle, repeated
from tests.importing import damage
from tests.importing.test_elsewhere import FILES

ROUNDS = 30
FORMATS = {".html": 10, ".md": 10, ".txt": None, ".docx": 15}
"""Formats of our own exports, with the milliseconds asked for."""

ELSEWHERE = {".doc": None, ".pdf": 500}
ROWS = 50_000

COUNT = """
import resource, sys, time
from pathlib import Path
from assistant import content
from assistant.importing.register import count_register
form = content.forms()[-1]
start = time.perf_counter()
found = count_register(Path(sys.argv[1]).read_bytes(), content.forms(), form, 2024)
took = time.perf_counter() - start
assert sum(found.fields.values()) > 0
print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def reports() -> Iterator[tuple[str, bytes, int | None]]:
    """Yield a report of 200 cells in every format: its name, its bytes, the goal."""
    form = content.forms()[-1]
    sheet = damage.sheet(form, damage.random_report(form, 2024, random.Random(1)))
    for suffix, goal in FORMATS.items():
        yield f"导出{suffix}", damage.exported(suffix)(sheet), goal
    yield "网站页面.html", damage.laid_out(sheet), 10
    yield "修订痕迹.docx", damage.word(sheet), 15
    for file in FILES:
        if file.suffix in ELSEWHERE:
            yield file.name, file.read_bytes(), ELSEWHERE[file.suffix]


def register() -> bytes:
    """Return a register of so many rows, every kind of applicant and outcome in it."""
    form = content.forms()[-1]
    draw = random.Random(2)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(["登记编号", "申请人姓名", "收到日期", "申请人类型", "处理结果", "答复日期"])
    for number in range(ROWS):
        day = draw.randint(45_250, 45_650)
        kind = draw.choice(("自然人", "企业", "律师事务所", "社会组织"))
        sheet.append(
            [
                f"2024-{number}",
                "某甲",
                day,
                kind,
                draw.choice(outcomes(form)),
                day + draw.randint(1, 30),
            ]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def figures() -> Iterator[Figure]:
    """Measure every format, then the register."""
    forms = content.forms()
    for name, file, goal in reports():
        taken = repeated(lambda: import_report(file, name, forms), ROUNDS, time.process_time)  # noqa: B023 - called at once
        goals = (at_most(goal),) if goal else ()
        yield Figure(f"读一份年报：{name}", "毫秒", middle(taken), goals)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        path.write_bytes(register())
        runs = [
            subprocess.run(
                [sys.executable, "-c", COUNT, str(path)], capture_output=True, text=True, check=True
            )
            for _ in range(3)
        ]
    pairs = [tuple(map(float, run.stdout.split())) for run in runs]
    yield Figure(f"汇总台账{ROWS}行", "秒", min(took for took, _ in pairs), (at_most(5),))
    yield Figure(
        f"汇总台账{ROWS}行，整个程序的内存", "MB", max(used for _, used in pairs), (at_most(150),)
    )


if __name__ == "__main__":
    alone(figures)
