"""How often the rules find what is wrong, and how often they speak where nothing is.

`python tests/checks/accuracy.py` writes `docs/accuracy.md` anew.
"""

import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from assistant import checks, content  # noqa: E402
from assistant.finding import Level  # noqa: E402
from tests.checks.generated import Generated, clean, mutated, phrased  # noqa: E402

CLEAN, WRONG = 400, 12
"""How many clean reports are tried, and from how many of them wrong ones are made (every slip there is room for)."""

SPEAKS_OF_FACTS = frozenset(
    {"T3-ZEROALL", "T3-PARTIAL", "T3-THIRD", "T3-CLARIFY", "T3-SECRET", "T3-ABUSE", "T3-OTHER", "T3-JUMP"}
    | {"T4-CODEF", "T4-DIRECT", "T4-NOAPP", "T4-AFTER", "T2-ALLZERO", "T2o-NODEC", "Q-LEN", "T2-UNIT"}
)  # fmt: skip
"""Rules that ask for a look whenever a figure is of a certain kind; what they say of a clean report is not wrong."""

MOST = 2
"""Per cent of clean reports that a rule above 提示 may speak of wrongly."""


@dataclass
class Measured:
    """What was counted."""

    clean: int = 0
    wrong: int = 0
    false_alarms: Counter[tuple[str, Level]] = field(default_factory=Counter)
    reminders: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    missed: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def recall(self) -> float:
        """How many per cent of the slips were found."""
        return 100 * self.caught.total() / max(1, self.tried.total())


def found(report: Generated) -> checks.Checked:
    """Return what the checks say of a report made up."""
    return checks.run(
        report.form, report.report, report.last_year, standards=content.standards().standards
    )


def measure(count: int = CLEAN, wrong: int = WRONG) -> Measured:
    """Count over so many clean reports, and over every slip in so many of them."""
    measured = Measured()
    for seed in range(count):
        report = phrased(seed) if seed % 4 == 3 else clean(seed)
        start = time.perf_counter()
        said = found(report).findings
        measured.seconds += time.perf_counter() - start
        measured.clean += 1
        measured.kinds[f"{report.form.id}格式 {report.report.kind}"] += 1
        for code, level in {(each.code, each.level) for each in said}:
            if code in SPEAKS_OF_FACTS or (code, level) == ("Q-GOV3", Level.HINT):
                measured.reminders[code] += 1
            else:
                measured.false_alarms[code, level] += 1
    for seed in range(wrong):
        for what, codes, right, report in mutated(10_000 + seed):
            measured.wrong += 1
            measured.tried[what] += 1
            before = {each.key for each in found(right).findings}
            if codes & {each.code for each in found(report).findings if each.key not in before}:
                measured.caught[what] += 1
            else:
                measured.missed[what].append(f"{seed}")
    return measured


if __name__ == "__main__":
    result = measure(int(sys.argv[1]) if len(sys.argv) > 1 else CLEAN)
    print(result.clean, result.wrong, round(result.recall, 1), round(result.seconds / result.clean * 1000, 1), "ms")
    print(result.false_alarms)
    print(result.reminders)
    print(dict(result.missed))
