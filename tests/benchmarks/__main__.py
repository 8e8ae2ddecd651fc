"""Every benchmark of the project, one table: `make bench`, or `python -m tests.benchmarks [script …]`.

Runs each script of this folder in a process of its own, one after another, and prints what `docs/benchmarks.md` keeps.
Answers 1 when a script broke; a goal that was missed is a line of the table and not an error, because the machine
has its part in it.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.frame import JSON, Figure, table

FOLDER = Path(__file__).parent
PACKAGES = ("textual", "rapidfuzz", "lxml", "python-docx", "pydantic")

HEAD = """\
# 速度和准确程度的数字

本页由 `make bench` 生成：每一个数字和它的对照在同一次运行里轮流量出，照样可以再量一遍。别的机器上绝对数不同，
相比的倍数相近。没有写明的都是中位数。单独量一份：`python -m tests.benchmarks <脚本>`。
"""


class ScriptBroke(Exception):
    """A script ended with an error; its own words stand on standard error."""


def scripts() -> list[str]:
    """Return the names of the scripts, in the order they are run."""
    return sorted(
        path.stem
        for path in FOLDER.glob("[!_]*.py")
        if path.stem != "frame" and not path.stem.startswith("test_")
    )


def measured(script: str) -> list[Figure]:
    """Run one script and return what it found."""
    sys.stderr.write(f"{script} …\n")
    run = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{script}", JSON],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
        cwd=FOLDER.parents[1],
    )
    if run.returncode:
        raise ScriptBroke(script)
    return [Figure.from_json(line) for line in run.stdout.splitlines()]


def machine() -> Iterator[str]:
    """Yield what the numbers depend on."""
    yield f"- 日期：{datetime.now(UTC):%Y年%-m月%-d日}"
    yield f"- 机器：{processor()}，{os.cpu_count()} 核，{platform.system()} {platform.machine()}"
    if hasattr(os, "getloadavg"):
        yield f"- 开始时有{os.getloadavg()[0]:.1f}个程序在抢处理器（多于核数时，绝对数和95%的数都偏大）"
    yield f"- Python {platform.python_version()}；" + "、".join(
        f"{name} {version(name)}" for name in PACKAGES
    )


def processor() -> str:
    """Return the name of the processor where the system tells it."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "处理器不详"


def page(chosen: list[str]) -> Iterator[str]:
    """Yield the lines of the page, each as soon as its script has ended."""
    yield HEAD
    yield from machine()
    yield ""
    yield from table((script, figure) for script in chosen for figure in measured(script))


def main() -> int:
    """Print the page."""
    try:
        for line in page(sys.argv[1:] or scripts()):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    except ScriptBroke as broke:
        sys.stderr.write(f"{broke} 没有跑完，原因见上。\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
