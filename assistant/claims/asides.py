"""What an answer says only to set it aside: 本来以为是5件，后来核实是6件; 住建局收了7件，我们收了4件; 信访件23件不算.

Such words are written out of the answer before it is read, and only where the number meant follows them; a clause
that stands alone is left, to be asked about.
"""

from __future__ import annotations

import re

_NUMBER = r"(?:\d+|[零一二两三四五六七八九十百千]+)"
_FIGURE = rf"{_NUMBER}(?:[件条次份个期场起项宗篇回]|人次?|[万亿]?元|[万亿]块?)?"
_WORDS = r"[^，,。；;：:\d\n]"
_PAUSE = r"[，,；;]"
_START = r"(?:(?<=[。；;\n])|^)[ \u3000]*"

_FIRST = (
    r"(?:本来|原来|原本|原先|起初|一?开始|最开始|最初|最早|早先|先前|之前|先|前面|当初|头一回|上回)"
)
_TOLD = r"(?:以为|说|报|登记|登|记|数|统计|算|估|当|填)(?:的|了|着|过)?(?:是|有|为|成)?"
_SINCE = r"(?:后来|现在|最后|最终|结果|其实|实际上?|今天|刚刚?|再?一[查核数翻]|[查核数]下来|核实|核对|更正)"
_FOUND = r"[^，,。；;：:\d\n撤退又再还加补收转减走]{0,8}?"
_MISTAKEN = re.compile(
    rf"{_FIRST}(?:[我他们小老]{{0,2}}{_TOLD}|是)(?:(?:收了|收到|有|只有)?{_FIGURE}|没有|一件没有){_PAUSE}(?=(?:{_WORDS}{{0,5}}[科股办队])?{_SINCE}{_FOUND}{_NUMBER})"
)
"""本来以为是5件，后来核实是6件."""

_PUT_RIGHT = re.compile(
    rf"(?<=[ ，,；;])(?:后来|现在)?{_WORDS}{{0,6}}?"
    rf"(?:(?:更正|修正|核实|核对|改|订正|[查核])(?:之?后)?(?=[为成是]{_NUMBER})|[翻找查数]出来?了?(?={_NUMBER}))"
)

_PLAN = (
    r"(?:年初)?(?:原计划|原定|原打算|预算|计划|打算|预定|年初定|(?:本来|原本)(?:定|想|要|打算|计划))"
    r"(?:的|了|好)?(?:是|要)?"
)
_DONE = r"(?:到头来|到末了|临了|实际上?|最后|最终|结果|后来|真正|但|可|只|就)"
_PLANNED = re.compile(
    rf"(?P<plan>{_PLAN})(?P<of>(?:办|搞|开|做|组织|举办|发|培训|完成|查|检查|采购)?){_FIGURE}"
    rf"(?P<why>{_PAUSE}(?:{_WORDS}{{1,12}}{_PAUSE})?)(?P<done>{_DONE})(?={_WORDS}{{0,5}}(?:{_NUMBER}|没|未))"
)
"""原计划办3次，实际办了2次: what was done counts."""

_OFFICE = (
    r"(?:(?:(?!转|移交)[^我咱本俺，,。；;：:\d\n]){1,8}?(?:局|厅|委|街道|镇|乡|政府办?|办事处|管委会|单位)"
    r"(?:那边|那里|他们|自己)?|全[市县区省州](?:各(?:部门|单位))?|[市县区省]里各(?:部门|单位))"
)
_DOES = r"(?P<does>收|接|受理|办|罚|处罚|许可|发|公开|答复|制发|被|开|培训|检查|查|作|有|是)"
_ALSO = r"(?:今年|全年|合起来|加起来|一共|总共|共|也|都|自己|来){0,2}"
_US = r"(?:我们?|咱们?|俺们?|本)(?:分局|局|街道|镇|乡|单位|委|机关|办|中心){0,2}(?:这边|自己|这儿|这里)?"
_NEIGHBOUR = re.compile(
    rf"{_START}{_OFFICE}{_ALSO}(?:(?P<what>{_DOES}(?!{_WORDS}{{0,20}}(?:申请(?:了|的)|转|给我|告我)){_WORDS}{{0,8}}?){_FIGURE}{_WORDS}{{0,6}}"
    rf"|{_WORDS}{{0,4}}{_FIGURE}(?:件)?是(?:全|整个)[市县区省州]的){_PAUSE}"
    rf"(?={_US}{_ALSO}(?:自?(?P=does)|(?:只|就|才)?(?:[是有收]|(?P<bare>)){_FIGURE}|(?:复议|诉讼|处罚|许可|申请)?(?:没|无|0|零)))"
)
"""县住建局收了7件，我们局收了4件."""

_STRANGE = (
    r"(?:信访|工单|热线|12345|咨询|来电|来访|电话|留言|工伤|劳动|仲裁|征地|拆迁|民事"
    r"|投诉|举报|不动产|房产|处罚|许可)"
)
_NOT_COUNTED = (
    rf"(?:{_PAUSE}?(?:那个|这个|那些|这些|它们?|那|这|都)?(?:不[算计]|不用算|不该算|不包括)(?:在内|进去|进来|的|数|里面)?"
    rf"|{_PAUSE}?(?:跟|和|与|同)(?:政府)?信息公开(?:没关系|无关|不相干|没啥关系|不沾边))"
)
_FOREIGN = re.compile(
    rf"{_START}(?!{_WORDS}{{0,20}}信息公开申请){_WORDS}{{0,20}}{_STRANGE}(?:{_WORDS}{{0,20}}?{_FIGURE}{_WORDS}{{0,4}}{_NOT_COUNTED}"
    rf"|{_WORDS}{{0,20}}?(?:不少|很多|好多|挺多|一些|几[个件次]|一堆|一大堆|多得很){_WORDS}{{0,3}})[，,；;。]"
    rf"(?=[^。]{{0,60}}(?:申请|公开|复议|诉讼)[^。]{{0,60}}(?:{_NUMBER}|没|无))"
)
"""信访件23件，那个不算；信息公开申请今年收了2件."""

_ONE_OF = re.compile(
    r"(?<=[1一][件个份])([，,])(?:是)?(?:(?:镇上|村里|本地|县城|街上|城里|县里|当地|乡下|外地)的?)?一[家个位名户](?=[^，,。；;\d]{1,10}(?:的|来|申请|提|交))"
)
"""就1件，一家建材公司来申请的: who asked, and no number."""

_CASES_OPENED = re.compile(
    rf"立案(?:查处|调查|办理)?(?:的|了)?(?:有)?{_FIGURE}{_PAUSE}(?:结案{_FIGURE}{_PAUSE})?(?=[^。]{{0,16}}?(?:处罚|决定){_WORDS}{{0,6}}{_NUMBER})"
)
"""今年立案47件，作出行政处罚决定39件."""


_SO_FAR = re.compile(
    rf"(?:历年|这些年|这么多年|[近这]几年|历史上?|{_WORDS}{{1,6}}以来){_WORDS}{{0,10}}{_FIGURE}{_PAUSE}"
    rf"(?=(?:其中)?(?:今年|本年){_WORDS}{{0,8}}{_NUMBER})"
)
"""历年推送加起来2000条，今年310条."""

_OURS = re.compile(r"我们|咱们|我局|本局|本机关|本单位|我单位")
_BEHIND = re.compile(
    rf"(?<=[，,；;]){_OFFICE}{_ALSO}(?:收|接|办|罚|被|发|开|有)(?!{_WORDS}{{0,20}}(?:申请(?:了|的)|转|给我|告我))"
    rf"(?:复议|起诉|诉讼|了|到|过|申请){{0,3}}{_FIGURE}(?=[。；;\s]*$)"
)
"""我们被复议了1件，区住建局被复议了3件."""

_TRIED = re.compile(
    rf"{_START}{_WORDS}{{0,20}}?{_FIGURE}{_PAUSE}(?:其中)?有?{_FIGURE}是?(?:测试|试填|重复登记|[重多误]录|[录登]重|[录登]错|多登|误登)的?"
    rf"{_PAUSE}实际上?(?=[是有收只]*{_NUMBER})"
)
"""系统里是7件，有1件是测试的，实际6件."""


def without(text: str) -> str:
    """Return an answer with spaces in place of what it sets aside itself, as long as before."""
    text = _ONE_OF.sub(
        lambda found: "，".ljust(len(found[0])), _PLANNED.sub(_only_what_was_done, text)
    )
    text = _NEIGHBOUR.sub(_only_what_they_do, text)
    behind = _BEHIND.search(text)
    if behind is not None and _OURS.search(text, 0, behind.start()):
        text = _BEHIND.sub(lambda found: " " * len(found[0]), text)
    for aside in (_MISTAKEN, _FOREIGN, _CASES_OPENED, _SO_FAR, _TRIED):
        found = aside.search(text)
        if found is None:
            continue
        text = aside.sub(lambda found: " " * len(found[0]), text)
        if aside is _MISTAKEN:
            text = _PUT_RIGHT.sub(lambda found: " " * len(found[0]), text)
    return text


def _only_what_they_do(found: re.Match[str]) -> str:
    """Return 接了， of 交通局接了9件，我们就2件, with spaces around, where ours says no more than a number."""
    kept = [" "] * len(found[0])
    if found["bare"] is not None and found["what"]:
        start = found.start("what") - found.start()
        kept[start : start + len(found["what"])] = found["what"]
        kept[-1] = "，"
    return "".join(kept)


def _only_what_was_done(found: re.Match[str]) -> str:
    """Return 办，办了 of 原计划办3次，实际办了2次, with spaces between."""
    kept = [" "] * len(found[0])
    for name in ("of", "why"):
        start = found.start(name) - found.start()
        kept[start : start + len(found[name])] = found[name]
    return "".join(kept)
