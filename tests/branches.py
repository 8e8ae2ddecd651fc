"""How far the tests reach, by branches: `coverage json -o - | python -m tests.branches 95`, the end of `make coverage`.

The figure that `coverage report` prints counts statements and branches together. A branch not taken is what a test
forgot: an error, an empty file, the answer nobody gives. So branches have a line of their own, and decide.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping


def told(totals: Mapping[str, float], wanted: float) -> tuple[str, bool]:
    """Return what was measured in one line each, and whether the branches reach what is wanted, in per cent."""
    reached = float(totals["percent_branches_covered"])
    said, left = totals["percent_statements_covered"], totals["missing_lines"]
    lines = (
        f"语句　　　　{said:.1f}%　{totals['num_statements']}条里漏{left}条",
        f"分支　　　　{reached:.1f}%　{totals['num_branches']}个里漏{totals['missing_branches']}个",
        f"合在一起　　{totals['percent_covered']:.1f}%",
    )
    return "\n".join(lines), reached >= wanted


if __name__ == "__main__":
    words, enough = told(json.load(sys.stdin)["totals"], float(sys.argv[1]))
    sys.stdout.write(f"{words}\n")
    sys.exit(0 if enough else f"分支没有到{sys.argv[1]}%。")
