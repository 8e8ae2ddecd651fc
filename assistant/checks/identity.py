"""Rules about whose report it is: other organs' names, other organs' ways to call themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.base import Check, TextCheck, Verdict
from assistant.checks.case import Case
from assistant.checks.sentences import inside, quoted, sentences
from assistant.finding import Finding, Level
from assistant.report import Report

_SELF = re.compile(
    r"我(?P<kind>分局|街道|中心|管委会|办公室|局|厅|委|办|镇|乡|县|区|市|省|旗|州|院|校|部|署|所|站|社|关|盟|府)"
    r"(?!们|管理|理|事|法|公室|员会|门|属)"
)
_PLACES = "县区市省旗州盟"
_FIRM = {"局", "分局", "厅", "镇", "乡", "街道", "校", "院", "关"}
"""Self-references that belong to one kind of organ only."""

_ORGAN = (
    r"[\u4e00-\u9fff]{1,22}?(?:人民政府办公[厅室]|政府办公[厅室]|人民政府|街道办事处"
    r"|管理委员会|委员会|管委会|局|厅)"
)
_COMPILED = re.compile(
    rf"(?:现将|总结了?|反映了?|编制(?:完成)?了?|公布|发布)(?P<organ>{_ORGAN})(?=\s*(?:19|20)\d\d\s*年)"
)
_CONTACT = re.compile(
    rf"(?:请与|请联系|请向|与)(?P<organ>{_ORGAN})(?=[\u4e00-\u9fff（(]{{0,12}}联系)"
)
_ADDRESSED = re.compile(
    rf"向(?P<organ>{_ORGAN}|[\u4e00-\u9fff]{{1,8}}政府)(?:及[\u4e00-\u9fff]{{1,12}}?)?(?:提出|提交|递交|申请)(?:的)?[^。；，]{{0,10}}申请"
)
_SUBJECT = re.compile(
    rf"(?:[\d年度本全一来]{{2,6}}，)?(?P<organ>{_ORGAN})(?:(?:19|20)\d\d年|本年度?|全年)?"
    r"(?=认真|严格|切实|高度重视|坚持|持续|扎实|积极|深入贯彻|深化|共(?:公开|收到|发布|主动)|主动公开|未?收到|新收"
    r"|公开(?:各类)?(?:政府)?信息|通过(?:政府)?网站|组织开展)"
)
_NOT_SUBJECT = re.compile(
    r"^(?:会同|联合|指导|督促|要求|协调|配合|组织|推动|经|由|对|向|与|同|按照?|根据|依据|在|为|将|把|接受|协助|督导|邀请|报|请|全|服务|立足|聚焦)"
    r"|(?:大局|格局|布局|全局|开局)$"
)
_ANYONE = re.compile(r"^(?:本|我|各|其他|有关|相关|行政|该|上级|下级|主管|同级)")


class OtherOrgan(TextCheck):
    """年报里的自称和机关名要是本机关的。

    局里的年报写“我镇”，前言总结的是别的单位，联系方式是别的单位，句子的主语是别的单位，都是抄来的没有
    改干净。政府的年报说到所属部门的，不算。

    怎么改：改成本机关的名称或自称；确实说的是别的机关的，写明说明。

    例：区统计局的年报，前言写“总结青禾区人民政府办公室2021年工作”。
    """

    code = "Q-AGENCY"
    level = Level.BLOCKS
    basis = "条例第五十条：年报写本机关的工作"
    explainable = True

    def read(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        """Yield ways of calling oneself, and names, that are another organ's."""
        if not case.report.unit:
            return
        yield from self._self_references(case, place, text)
        if not _governs(case.report):
            for match in filter(None, (_SUBJECT.match(text, one.start) for one in sentences(text))):
                name = match["organ"]
                stranger = not (_NOT_SUBJECT.search(name) or _ANYONE.match(name))
                if stranger and not _same(name, case.report.unit):
                    yield self._other(case, place, match.span("organ"), name, Level.EXPLAIN)
        lead = place == case.form.lead_in.id
        patterns = (_COMPILED, _CONTACT, _ADDRESSED) if lead else (_CONTACT, _ADDRESSED)
        for pattern in patterns:
            for match in pattern.finditer(text):
                name = match["organ"]
                if not _ANYONE.match(name) and not _same(name, case.report.unit):
                    level = None if pattern is _COMPILED else Level.EXPLAIN
                    yield self._other(case, place, match.span("organ"), name, level)

    def _other(
        self, case: Case, place: str, span: tuple[int, int], name: str, level: Level | None
    ) -> Finding:
        return self.said(
            case,
            place,
            span,
            f"出现了别的单位“{name}”，本单位是“{case.report.unit}”，是不是抄来的没有改干净？",
            "改成本机关的名称；确实说的是别的机关的，写明说明。",
            level,
        )

    def _self_references(self, case: Case, place: str, text: str) -> Iterator[Verdict]:
        fitting = _fitting(case)
        if not fitting:
            return
        safe = quoted(text)
        seen: set[str] = set()
        for match in _SELF.finditer(text):
            kind = match["kind"]
            known = kind in seen or kind in fitting or kind in _PLACES
            if known or inside(match.start(), safe):
                continue
            seen.add(kind)
            usual = case.report.text_fact("自称") or case.standards.organs.calls_itself(
                case.report.unit
            )
            yield self.said(
                case,
                place,
                match.span(),
                f"“{match[0]}”不是本单位的自称，本单位是“{case.report.unit}”。",
                f"改成“{usual or '本机关'}”。",
                None if kind in _FIRM else Level.EXPLAIN,
            )


def _governs(report: Report) -> bool:
    """Whether the organ tells of the organs below it."""
    return report.kind in ("人民政府", "政府办公室") or report.unit.endswith(
        ("人民政府", "人民政府办公室", "人民政府办公厅", "市", "区", "县")
    )


def _fitting(case: Case) -> frozenset[str]:
    """Return how the organ may call itself, without 我; nothing when its name tells nothing."""
    report = case.report
    own = report.text_fact("自称").removeprefix("我")
    suggested = case.standards.organs.calls_itself(report.unit).removeprefix("我")
    if not suggested and not own:
        return frozenset()
    fitting = {own, suggested} | _also(report)
    return frozenset(fitting - {""})


def _also(report: Report) -> set[str]:
    unit = report.unit
    ways = {
        "局": {"局"},
        "厅": {"厅", "办"},
        "办公室": {"办", "办公室", "室", "府"},
        "委员会": {"委", "管委会", "办"},
        "管委会": {"委", "管委会", "办"},
        "政府": {"府", "镇", "乡", "办"}
        if unit.endswith(("镇人民政府", "乡人民政府"))
        else {"府", "办"},
        "办事处": {"街道", "办", "街", "处"},
        "分局": {"局", "分局"},
        "中心": {"中心"},
    }
    return {way for ending, said in ways.items() if unit.endswith(ending) for way in said}


def _same(name: str, unit: str) -> bool:
    """Whether a name, full or shortened (区人社局), can be this organ's: all its characters, in their order."""
    letters = iter(unit)
    return unit in name or all(char in letters for char in name)


ALL: tuple[type[Check], ...] = (OtherOrgan,)
