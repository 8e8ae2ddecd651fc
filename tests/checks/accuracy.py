"""How often the rules find what is wrong, and how often they speak where nothing is.

`python tests/checks/accuracy.py > docs/accuracy.md` writes the page anew.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from assistant import checks, content  # noqa: E402
from assistant.finding import Level  # noqa: E402
from tests.checks.case_files import cases, read  # noqa: E402
from tests.checks.generated import Generated, clean, phrased  # noqa: E402
from tests.checks.slips import SLIPS, wrong  # noqa: E402

HERE = Path(__file__).parent

CLEAN, WRONG = 400, 30
"""How many clean reports are tried, and from how many of them wrong ones are made (every slip there is room for)."""

FAR = 10_000
"""Where the seeds of the wrong reports begin: other reports than the clean ones."""

SPEAKS_OF_FACTS = frozenset(
    {"T3-ZEROALL", "T3-PARTIAL", "T3-THIRD", "T3-CLARIFY", "T3-SECRET", "T3-ABUSE", "T3-OTHER", "T3-JUMP", "T2-JUMP"}
    | {"T4-CODEF", "T4-DIRECT", "T4-NOAPP", "T4-AFTER", "T2-ALLZERO", "T2o-NODEC", "Q-LEN", "T2-UNIT"}
)  # fmt: skip
"""Rules that ask for a look whenever a figure is of a certain kind; what they say of a clean report is not wrong."""

FIRST_TRIES = (
    (
        "第一批",
        "60 句同表一致的里，5 句误报阻断或需说明（其中阻断 2 句），2 句误报提示；53 句同表不一致的，查出 45 句",
        (
            "6 份里 2 份有误报，共 6 处（阻断 2 处、需说明 4 处）；"
            "导出成网页再读入，3 份有误报，共 4 处（阻断 1 处、需说明 3 处）"
        ),
    ),
    (
        "第二批",
        (
            "35 句同表一致的里，3 句误报（阻断 2 句、需说明 1 句；其中 1 句本来没有说清，删去了），1 句误报提示；"
            "31 句同表不一致的，查出 25 句"
        ),
        "2 份都有误报，共 3 处（阻断 1 处、需说明 2 处）",
    ),
    (
        "第三批",
        (
            "60 句同表一致的里，7 句误报（阻断 3 句、需说明 4 句）；60 句同表不一致的，查出 33 句"
            "（另有 2 句提示、2 句报错了原因，不算查出）"
        ),
        "没有另写",
    ),
    (
        "第四批（第三批改好以后才试）",
        (
            "60 句同表一致的里，8 句误报（阻断 2 句、需说明 6 句），1 句误报提示；"
            "60 句同表不一致的，查出 47 句"
        ),
        "没有另写",
    ),
    (
        "第五批（第四批改好以后才试，都是增减、占比一类）",
        "41 句同表一致的里，4 句误报需说明、没有误报阻断，1 句误报提示",
        "没有另写",
    ),
)
"""What the sentences and whole narratives of `statements*.md` and `narratives/` gave when they were first tried,
before anything was changed for them: sentences, narratives."""

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
    expected: Counter[str] = field(default_factory=Counter)
    """Wrong reports that one rule alone is for, by its code."""

    spoke: Counter[str] = field(default_factory=Counter)
    """Those of which it spoke."""

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
            measured.caught[slip.what] += bool(slip.codes & new)
            if len(slip.codes) == 1:
                (code,) = slip.codes
                measured.expected[code] += 1
                measured.spoke[code] += code in new
    return measured


def _by_rule(measured: Measured) -> Iterator[str]:
    kinds = [
        Counter(code for code, _ in cases(HERE / "cases", kind)) for kind in ("应报", "不应报")
    ]
    for code in checks.RULES:
        tried = measured.expected[code]
        recall = f"{measured.spoke[code]}／{tried}" if tried else "—"
        alarms = [
            f"{level}{count}份"
            for (wrong_code, level), count in measured.false_alarms.items()
            if wrong_code == code
        ]
        examples = " | ".join(str(kind[code]) for kind in kinds)
        yield f"| {code} | {examples} | {recall} | {'、'.join(alarms) or 0} |"


def page(measured: Measured) -> str:
    """Return the figures as a page."""
    graver = {
        key: count for key, count in measured.false_alarms.items() if key[1] is not Level.HINT
    }
    hints = measured.false_alarms.keys() - graver.keys()
    true, wrongly = (
        [case for path in sorted(HERE.glob(f"statements*.{kind}.md")) for case in read(path)]
        for kind in ("不应报", "应报")
    )
    unread = sum("还查不出" in case for case in wrongly)
    narratives = list((HERE / "narratives").glob("*.md"))
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
        "所以另外写了下面这些，先写好，再第一次试。",
        "",
        "## 没有照着程序的词写的句子和整篇叙述",
        "",
        "- **句子**（`tests/checks` 里名字以 statements 开头的文件）：",
        f"  现在同表一致的 {len(true)} 句里误报阻断或需说明 0 句；同表不一致的 {len(wrongly)} 句里查出",
        f"  {len(wrongly) - unread} 句，另 {unread} 句还查不出，文件里写着原因。",
        f"- **整篇叙述**（`tests/checks/narratives`，{len(narratives)} 份，每份约一千到两千字，各种机关，两种格式）：",
        "  现在误报阻断或需说明 0 处",
        "  （“总体情况”超过一千五百字、有以国家秘密为由的，照规则要求说明，不算误报）。",
        "",
        "改之前第一次试的结果，比现在的更能说明没有见过的年报会怎样：",
        "",
        "| 哪一批 | 句子 | 整篇叙述 |",
        "| --- | --- | --- |",
        *(f"| {batch} | {sentences} | {whole} |" for batch, sentences, whole in FIRST_TRIES),
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
        "## 逐条规则",
        "",
    ]
    lines += [
        "例子在 `tests/checks/cases`，每一条规则都有，测试时全部照办。带差错的报告只数专由这一条查出的。",
        "",
        "| 规则 | 应报的例子 | 不应报的例子 | 带差错的报告：查出／试了 | 干净的报告：误报 |",
        "| --- | --- | --- | --- | --- |",
        *_by_rule(measured),
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
    lines += ["", "## 没见过的话，第一次读得怎样", "", *_first_tries()]
    lines += ["", "## 覆盖的机关和格式", ""]
    lines.append(
        "、".join(f"{kind} {count}份" for kind, count in sorted(measured.kinds.items())) + "。"
    )
    return "\n".join(lines) + "\n"


def _unread() -> int:
    """Return how many sentences of the lots are kept as not read in full."""
    folder = ROOT / "tests" / "claims" / "utterances"
    texts = (path.read_text(encoding="utf-8") for path in folder.glob("*.txt"))
    return sum(text.count("# 还读不全：") for text in texts)


def _first_tries() -> list[str]:
    """Return what each fresh lot of sentences showed before anything was changed for it."""
    with (ROOT / "tests" / "claims" / "first_try.toml").open("rb") as file:
        tried = tomllib.load(file)
    return [
        "打字回答和正文的句子，每一批都先写好（不看词表）再测，测完才改规则和词表；改好以后留作测试，必须全部读对。",
        "标准答案本身写错的，测后改正；第一次的数不改。",
        f"还有{_unread()}句读不全（没有一句是没问就写错的），原样记在各批里，写着“还读不全”，没有列入测试。",
        "第一次读得怎样，才说明没见过的话会读得怎样。“没问就写”是有一格写错、又没有反问；写进去以前都要念一遍、按回车。",
        "第十九批以前写的人知道程序是怎样读的，有意写得比平常说话难；第二十批起写的人没有见过程序和已有的句子。",
        "",
        "| 一批（`tests/claims/`） | 是什么 | 句（次）数 | 第一次读对 | 没问就写 |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {lot['file']} | {lot['what']} | {lot['said']} "
            f"| {lot['right']}（{100 * lot['right'] / lot['said']:.0f}%） | {lot['silent']} |"
            for lot in tried["lot"]
        ),
        "",
        _of_narrative(tried["narrative"]),
    ]


def _of_narrative(told: Mapping[str, Any]) -> str:
    both, certain, said = told["both"], told["certain"], told["said"]
    return (
        f"正文的一批（{told['file']}，{told['sentences']}句）：第一次读成“确定”的{certain}个数里{both}个对"
        f"（{100 * both / certain:.0f}%），写明的{said}个数里读出{both}个（{100 * both / said:.0f}%）。"
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page(measure()))
