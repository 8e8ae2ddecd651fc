"""Whether a number that would be filled is this office's, of this year, and counted: 隔壁街道收到12件, 我们起诉别人2件.

The reader names a cell by the words it knows and passes over the others. Here the clause is read once more as a
whole for words that give its number to somebody or something else; such a number is asked about and not filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.claims.named import APPLICATIONS, CASES
from assistant.claims.notes import Notes
from assistant.claims.statements import Statement
from assistant.claims.vocabulary import DISCLOSED

_US = r"(?<![把向对被让给和跟告诉])(?:我们|咱们|俺们|咱|我局|我办|我镇|我委|本局|本机关|本单位|我单位|局里|单位)"
_OFFICE = r"(?:单位|局|街道|乡镇|镇|乡|县|区|市|部门|委|办|厅|机关|科室)"
_DOES = r"(?:收|接|受理|公开|办|答复|处罚|罚|许可|制发|发|有|被|复议|诉讼|起诉|废止|采购|培训)"


@dataclass(frozen=True)
class _Sign:
    """Words that take a number away from its cell."""

    words: re.Pattern[str]
    why: str
    tables: frozenset[str] = frozenset()
    """The tables it holds for; none: all of them."""

    onward: bool = False
    """Whether it holds for the rest of the sentence, until our office is named."""

    backward: bool = False
    """Whether it holds for what the sentence said before as well."""

    this_year: bool = False
    """Whether a number of 今年 behind it is free of it."""


_NAME = r"(?:(?![我本咱俺全各该转交移送给向对跟由被让是告把属非不到去找有])[\u4e00-\u9fff]){1,7}"

_SIGNS = (
    _Sign(
        re.compile(
            rf"(?:^|[，。；：\n])(?:听说|据说|听讲)?(?:{_NAME}(?:局|厅|委|街道|镇|乡|办事处|政府)|医院|学校)"
            rf"(?:那边|那里|他们|(?:自己)?(?:今年|去年|全年|一共|总共|也){{0,2}}{_DOES})"
        ),
        "说的是本机关的数吗？",
        onward=True,
    ),
    _Sign(
        re.compile(
            rf"{_US}[^，。；、的被让叫遭给有人收他她\d]{{0,8}}?"
            r"(?:起诉|状告|告(?![诉知])|申请(?:行政)?复议|提起|提出|提了?复议|复议(?:了|过)?(?:别|他|人家|某|对方)|(?<![败胜撤应申被上])诉(?!讼))"
        ),
        "是我们告别人吗？表四只填别人对本机关提起的",
        frozenset({CASES}),
    ),
    _Sign(
        re.compile(
            r"(?:复议|起诉|告|诉)(?:了|过)?(?:别人|别的|他们|某|对方|开发商|[^，。；的是\d件]{1,4}公司)"
        ),
        "是谁告谁？表四只填别人对本机关提起的",
        frozenset({CASES}),
    ),
    _Sign(
        re.compile(
            r"(?<!被)(?:我们|我[局办镇委]|本[局机单])[^，。；\d]{0,3}把[^，。；\d]{1,8}(?:起诉|告上|告了|诉)"
        ),
        "是我们告别人吗？表四只填别人对本机关提起的",
        frozenset({CASES}),
        onward=True,
    ),
    _Sign(
        re.compile(
            r"(?:作为|做为|身为|当)(?:行政)?复议机[关构]|"
            rf"{_US}[^，。；被\d]{{0,4}}(?:审理|受理|审结|裁决?|办理?)[^，。；被]{{0,6}}复议"
        ),
        "是作为复议机关办的吗？表四只填别人对本机关提起的",
        frozenset({CASES}),
        onward=True,
    ),
    _Sign(
        re.compile(
            rf"{_US}[^，。；的被\d]{{0,6}}?(?:(?:向|跟|找|去(?!年))[^，。；\d]{{1,8}}?申请(?!人)"
            r"|(?:提出|提交|递交|递)(?:了|过)?[^，。；]{0,3}申请(?!人))"
        ),
        "是我们向别处提的申请吗？表三只填本机关收到的",
        frozenset({APPLICATIONS}),
        onward=True,
    ),
    _Sign(
        re.compile(
            rf"(?:隔壁|兄弟|邻近|周边|相邻|友邻|旁边|邻){_OFFICE}|隔壁的?[^，。；村\d]{{0,3}}{_OFFICE}"
            rf"|(?:^|[，。；\n])(?:[省市县区镇乡]里)?(?:别的|其[他它]|人家|别){_OFFICE}(?!管|负责|职责)[^，。；\d]{{0,6}}{_DOES}"
        ),
        "说的是别的单位的数，没有填",
        onward=True,
    ),
    _Sign(
        re.compile(
            r"(?:局|委|厅|街道|镇|乡|公司)(?<!我.)(?<!本.)(?<!咱.)(?<!们.)(?:那边|那头|那里|他们)[^，。；给把向\d]{0,4}"
            rf"{_DOES}"
        ),
        "说的是别的单位的数，没有填",
        onward=True,
    ),
    _Sign(
        re.compile(r"(?:是|为)(?:他们|人家|对方)(?:自己|单位)?的?(?:年报|报告|台账|系统|数|报表)"),
        "说的是别的单位的数，没有填",
        onward=True,
        backward=True,
    ),
    _Sign(
        re.compile(
            rf"(?<![向对在给])全[市县区省州国旗](?!公[布示])[^，。；\d]{{0,8}}(?:{_DOES}|\d)|全系统[^，。；]{{0,8}}{_DOES}"
            r"|(?<![向给到被由])(?:[市县区省]里|[市县区]局|省厅|总局|上级(?:机关|单位|部门)?|[省市县区]政府)"
            r"[^，。；\d把给对向转交]{0,4}?(?:收到|接到|收了|受理|公开了|制?发了|办了|罚了|处罚|许可|被)"
        ),
        "说的是哪一级的数？只填本机关自己的",
        onward=True,
    ),
    _Sign(
        re.compile(
            r"(?:没有?|未|不|别)(?:应?该|应当?|能|用|需要?)?(?:算|计|统计|列|包括?|包含|含|记|数)(?:进去|进来|进|入|在内|在里面)|不算(?:我们|本[局机单])|另[算计]"
        ),
        "有的算进去、有的没有，请直接说该填几件",
        backward=True,
        onward=True,
    ),
    _Sign(
        re.compile(
            r"(?:这|近|前)?(?:几|[两二三四五])年(?:来|[里间]|加|合|一?共|总共)|前几年|上上年|大前年|后年"
        ),
        "说的不只是今年的，今年是几件？",
    ),
    _Sign(
        re.compile(
            r"(?:历年|历史上|有史以来|这些年|(?:这么|好|许)多年|多年来|近[两二三四五六七八九十\d]+年)"
            r"(?!来?的?(?:数据|资料|材料|信息|文件|情况|报告|台账|记录))"
        ),
        "说的不只是今年的，今年是几件？",
        this_year=True,
    ),
    _Sign(
        re.compile(
            r"(?:实施|施行|开通|上线|成立|建站|建成|建号|挂牌|组建|注册|运行|改版|改革|上任|接手|开办|创办|设立|启用)"
            r"(?:那[天年]|之?[后日]|时)?(?:以来|至今|到现在|到今[天年]|到目前|起|算起|开始)(?!的?(?:数据|资料|材料|信息|文件|记录))"
        ),
        "说的不只是今年的，今年是几件？",
        onward=True,
        this_year=True,
    ),
    _Sign(
        re.compile(
            r"(?<![全我本咱])(?:[省市县区州](?:里|局|办|政办|府办|政府办|委办|级|上|政府|政府办公室)|上级|上面|上头|上边)"
            r"[^，。；\d我自按照要]{0,6}?(?:检查|督查|抽查|督导|查|培训|办班)"
            r"|(?:下来|派人|来人|来我们|到我们)[^，。；\d自]{0,4}(?:检查|督查|抽查|查)"
            r"|(?:被|接受|迎接|迎|受|应付|配合)[^，。；\d自]{0,6}(?:检查|督查|抽查|检(?!察))"
        ),
        "是上级来做的吗？这里只填本机关自己的次数",
        frozenset({"自查次数", "培训次数", "培训人次"}),
    ),
    _Sign(
        re.compile(r"(?:申请人|对方|他们|人家|群众|老百姓)[^，。；]{0,3}(?:没有?|未)(?:收|接)到"),
        "说的是申请人没收到，没有填",
    ),
    _Sign(
        re.compile(
            r"(?:不是|不归|不属|不算|不关|不干)(?:(?:我们|咱们)(?:单位|机关|局|办|镇|街道|这边|这里|这)?|我[局办镇委]|本[局机单])的?(?=[，。；]|$|数)"
        ),
        "说的不是本机关的，没有填",
        onward=True,
        backward=True,
    ),
    _Sign(
        re.compile(
            r"(?:跟|与|和|同)(?:政府|政务)?(?:信息)?公开(?:申请)?(?:没有?(?:什么)?关系|没关|无关|不相干|不沾边|不搭界)"
        ),
        "说的和信息公开无关，没有填",
        onward=True,
        backward=True,
    ),
    _Sign(
        re.compile(
            rf"(?:部|局|厅|委|办|队|院|校|所|公司|镇|街道|乡|县|区|单位)[^。；\d我本咱]{{0,8}}[，,](?:都是|是)?他们[^，。；我本咱]{{0,4}}{_DOES}"
        ),
        "说的是别的单位的数，没有填",
        onward=True,
    ),
    _Sign(
        re.compile(r"(?:另|另外|又)(?:一家|一个|外一家)(?:单位|机关|部门)"),
        "说的是别的单位的数，没有填",
        onward=True,
    ),
    _Sign(
        re.compile(
            r"(?:^|[，。；\n])各?(?:村(?:里|委会?)?|社区|学校|下属单位|二级单位|派出所|卫生院)"
            rf"(?:自己|那边|他们)[^，。；]{{0,4}}{_DOES}"
        ),
        "说的是别的单位的数，没有填",
        onward=True,
    ),
    _Sign(
        re.compile(r"听(?:人|别人|同事|他们|他|她)?(?:说|讲)|据(?:说|传)"),
        "是听来的，核实了再填",
        onward=True,
    ),
    _Sign(
        re.compile(
            r"(?:^|[，。；\n])[省市县区][里上](?:的|今年|去年|全年|一共|总共|自己|本身|那边|出)"
        ),
        "说的是哪一级的数？只填本机关自己的",
        onward=True,
    ),
    _Sign(
        re.compile(r"申请(?:人民)?(?:法院)?(?:的)?强制执行"),
        "是申请法院强制执行的吗？表二只填本机关作出的行政强制",
        frozenset({DISCLOSED}),
    ),
    _Sign(
        re.compile(
            r"(?:处罚|许可|强制)[^，。；\d]{0,6}(?:撤销|撤回|注销|取消)|(?:撤销|撤回|注销|取消)了?(?:行政)?(?:处罚|许可|强制)"
        ),
        "说的是撤销的，处理决定一共几件",
        frozenset({DISCLOSED}),
    ),
    _Sign(re.compile(r"[错误](?:发|登|办|开|收|罚)"), "说的是弄错的，没有填"),
    _Sign(
        re.compile(
            r"(?:放话|扬言|声称|威胁|嚷嚷|吵着|嚷着|闹着|说|讲|表示)[^，。；\d]{0,3}(?:要|想|会|打算|准备)"
            r"[^，。；\d]{0,4}(?:复议|起诉|告|官司|法院)"
        ),
        "说的是打算，没有填",
        frozenset({CASES}),
        onward=True,
    ),
    _Sign(
        re.compile(
            r"(?<![按照依据])(?:计划|打算|拟|预计|预定)(?:是|为|的是|了|办|做|搞)?(?=[\d一二两三四五六七八九十])"
        ),
        "说的是打算，没有填",
    ),
    _Sign(
        re.compile(r"其中的?(?:今年|本年)"),
        "里有别的年份的，今年是几件？",
        frozenset({"网站条数", "公众号条数", "微博条数", "短视频条数", "公开总数", "解读件数"}),
        backward=True,
    ),
    _Sign(re.compile(r"还会|将会|还将|有望|希望|想再|要再|争取"), "说的是打算，没有填"),
)
_OUR_TURN = re.compile(r"我们|咱们|我[局办镇委乡]|本(?:局|机关|单位|镇|街道|办)|我单位|我街道")
_STOPS = "。；\n"
_FAR = 200
"""Characters beyond which nothing is said of a number; nobody types such sentences."""
_PAUSES = "，：" + _STOPS
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_THIS_YEAR = re.compile(r"今年|本年|全年|当年|(?:现在|目前|现行|仍然?|继续)(?:还)?有效")
_SINCE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年?(?:[^，。；\d]{0,8}?(?:以来|算起|开始|起(?![草诉]))|[^。；\d]{0,12}?(?:至今|到现在|到目前|到今[天年])"
    r"|(?:到|至|[-—~])(?:(?:19|20)\d\d年|今年|现在|目前))"
)
"""A count over more than one year: 从2008年条例实施算起, 2019年到现在."""


def only(notes: Notes, statements: Sequence[Statement]) -> None:
    """Ask about, and do not fill, what is not ours, not this year's, or not counted."""
    for statement in statements:
        filled = [name for name, (_, said) in notes.said.items() if said is statement]
        why = why_not(notes, statement, filled)
        if why:
            notes.unclear(statement, why, filled)
            notes.drop(filled)
            notes.dropped.update(filled)


def why_not(notes: Notes, statement: Statement, names: Sequence[str]) -> str:
    """Return why a number must not be filled in these cells: whose it is, or of when. Nothing when it may be."""
    return next(_signs(notes, statement, names), "") if names else ""


def _signs(notes: Notes, statement: Statement, names: Sequence[str]) -> Iterator[str]:
    text = notes.squeezed.text
    first, last = statement.number
    start, end = _left(text, first, _PAUSES), _right(text, last, _PAUSES)
    whole = (
        max(_left(text, first, _STOPS), first - _FAR),
        min(_right(text, last, _STOPS), last + _FAR),
    )
    tables = {name.partition(".")[0] for name in names}
    for sign in _SIGNS:
        if sign.tables and not sign.tables & tables:
            continue
        reach = (whole[0] if sign.onward else start, whole[1] if sign.backward else end)
        for found in sign.words.finditer(text, *reach):
            ours = _OUR_TURN.search(text, found.end(), start) if found.end() < start else None
            free = sign.this_year and _THIS_YEAR.search(text, found.end(), first)
            if ours is None and not free:
                yield sign.why
    if statement.row_id != "上年结转":
        yield from _over_years(notes, (whole[0], end), first)
        early = (int(found[1]) for found in _YEAR.finditer(text, start, end))
        yield from (f"说的是{year}年的，没有填" for year in early if year < notes.form.first_year)


def _over_years(notes: Notes, reach: tuple[int, int], first: int) -> Iterator[str]:
    """Yield what is said of a number that began to be counted in another year."""
    text = notes.squeezed.text
    for found in _SINCE.finditer(text, *reach):
        free = _THIS_YEAR.search(text, found.end(), first)
        if free is None and int(found[1]) != notes.report.year:
            yield f"是从{found[1]}年起的数，今年是几件？"


def _left(text: str, place: int, marks: str) -> int:
    return max(text.rfind(mark, 0, place) for mark in marks) + 1


def _right(text: str, place: int, marks: str) -> int:
    found = [text.find(mark, place) for mark in marks]
    return min((at for at in found if at >= 0), default=len(text))
