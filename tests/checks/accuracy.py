"""How often the rules find what is wrong, and how often they speak where nothing is.

`python tests/checks/accuracy.py > docs/accuracy.md` writes the page anew.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from assistant import checks, content  # noqa: E402
from assistant.finding import Level  # noqa: E402
from tests.checks.generated import Generated, clean, phrased  # noqa: E402
from tests.checks.slips import SLIPS, wrong  # noqa: E402

CLEAN, WRONG = 400, 30
"""How many clean reports are tried, and from how many of them wrong ones are made (every slip there is room for)."""

FAR = 10_000
"""Where the seeds of the wrong reports begin: other reports than the clean ones."""

SPEAKS_OF_FACTS = frozenset(
    {"T3-ZEROALL", "T3-PARTIAL", "T3-THIRD", "T3-CLARIFY", "T3-SECRET", "T3-ABUSE", "T3-OTHER", "T3-JUMP", "T2-JUMP"}
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
    missed: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """How many per cent of the slips were found."""
        return 100 * self.caught.total() / max(1, self.tried.total())


def found(report: Generated) -> checks.Checked:
    """Return what the checks say of a report made up."""
    return checks.run(
        report.form, report.report, report.last_year, standards=content.standards().standards
    )


def measure(count: int = CLEAN, bases: int = WRONG) -> Measured:
    """Count over so many clean reports, and over every slip in so many of them."""
    measured = Measured()
    for seed in range(count):
        report = phrased(seed) if seed % 4 == 3 else clean(seed)
        said = found(report).findings
        measured.clean += 1
        measured.kinds[f"{report.form.id}格式 {report.report.kind}"] += 1
        for code, level in {(each.code, each.level) for each in said}:
            if code in SPEAKS_OF_FACTS or (code, level) == ("Q-GOV3", Level.HINT):
                measured.reminders[code] += 1
            else:
                measured.false_alarms[code, level] += 1
    for seed in range(bases):
        before = {each.key for each in found(clean(FAR + seed)).findings}
        for slip, report in wrong(FAR + seed):
            measured.wrong += 1
            measured.tried[slip.what] += 1
            new = {each.code for each in found(report).findings if each.key not in before}
            (measured.caught if slip.codes & new else measured.missed)[slip.what] += 1
    return measured


def page(measured: Measured) -> str:
    """Return the figures as a page."""
    graver = {
        key: count for key, count in measured.false_alarms.items() if key[1] is not Level.HINT
    }
    hints = measured.false_alarms.keys() - graver.keys()
    lines = [
        "# 核对的准确程度",
        "",
        "本页由 `python tests/checks/accuracy.py > docs/accuracy.md` 生成，数字可以照样再算一遍。",
        "",
        "## 用什么量的",
        "",
        f"- **干净的报告 {measured.clean} 份**，由 `tests/checks/generated.py` 按骰子编出：两种格式、2019—2025年、",
        "  各种机关，表内勾稽和跨年都成立，正文的数同表一致；四分之三用自己的多种句式，四分之一用自带的语料。",
        f"- **带一处差错的报告 {measured.wrong} 份**（`tests/checks/slips.py`）：在干净的报告上改一处，",
        f"  改法有 {len(measured.tried)} 种，记着应当由哪条规则查出。",
        "- **已公开年报里证明过的差错**（`tests/checks/proven.应报.md`，自己的句子、真实的数字）：46 号全部查出，",
        "  9 条容易误判的对照全部不报。",
        "- **三份完整的公开年报**：2020 年区局一份，报出的正是应当报的 12 条规则；2023 年全市一份（正文五千字）",
        "  没有误报的阻断；2025 年全市汇总的全部数字没有误报的阻断。",
        "- **自带的每一句语料**，按三种机关、三个年份填好以后，没有一句被报。",
        "",
        "编出来的报告句式有限，查出率因此偏高；真实年报里没有见过的说法，读不懂的就不比，不会猜。",
        "",
        "## 结果",
        "",
        "| 量什么 | 结果 |",
        "| --- | --- |",
        f"| 差错的查出率 | {measured.recall:.1f}%（{measured.caught.total()}／{measured.wrong}） |",
        f"| 误报阻断或需说明的干净报告 | {sum(graver.values())} 份次，涉及 {len(graver)} 条规则 |",
        f"| 误报提示 | {sum(measured.false_alarms[key] for key in hints)} 份次 |",
        "",
        f"一条规则误报超过 {MOST}%，就降为提示或者取消。",
        "",
        "## 逐条规则的误报",
        "",
    ]
    if measured.false_alarms:
        lines += ["| 规则 | 级别 | 误报的份数 | 占干净报告 |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {code} | {level} | {count} | {100 * count / measured.clean:.1f}% |"
            for (code, level), count in sorted(measured.false_alarms.items())
        ]
    else:
        lines.append("没有一条规则在干净的报告上误报。")
    lines += [
        "",
        "下面的规则看到某一类数就提醒一句（例如有部分公开的件，提醒不要重复计），不是指出差错，不算误报：",
        "",
        "、".join(f"{code} {count}份" for code, count in sorted(measured.reminders.items())) + "。",
        "",
        "## 逐种差错的查出率",
        "",
        "| 差错 | 应当由哪条查出 | 试了几份 | 查出 |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {one.what} | {'、'.join(sorted(one.codes))} | {measured.tried[one.what]} | {measured.caught[one.what]} |"
        for one in SLIPS
    ]
    lines += ["", "## 覆盖的机关和格式", ""]
    lines.append(
        "、".join(f"{kind} {count}份" for kind, count in sorted(measured.kinds.items())) + "。"
    )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page(measure()))
