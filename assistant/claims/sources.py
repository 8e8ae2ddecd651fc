"""Where the numbers of an answer come from, said before a colon: 综合科发来的：, 电话记录：, 县住建局报来的数：.

Our own desks, papers and calls say nothing of what is counted, nor does a heading, so such words are written out of
the answer before it is read. Another office's are another office's numbers: they are asked about and not filled.
"""

from __future__ import annotations

import re

from assistant.report import UNIT, Report

_START = r"(?:(?<=[。；;\n])|^)[ \u3000]*"
_HAN = r"[\u4e00-\u9fff]"
_OWN = r"(?:(?:我们?|咱们?|本|全)(?:局|单位|机关|委|办|镇|乡|街道|厅|中心|区|县|市)?|局里?|机关|单位)?的?"
_PERSON = (
    rf"(?:[老小]{_HAN}|{_HAN}{{1,2}}(?:科长|股长|主任|队长|局长|工)|经办人|承办人|联络员|同事|前任)"
)
_DESK = (
    r"(?:(?:(?!各|听|下属|局|镇|乡|县|市|委|厅|街道|区|村)[\u4e00-\u9fff]){0,8}?(?:科室?|股室?|[大中支]?队|办|办公室|处室|档案室|值班室)"
    rf"|法律顾问|司法局(?={_PERSON}|核|备案)|{_PERSON})(?:的?(?:同志|同事|老师|{_PERSON}))?(?:那边|那里|这边|那儿)?"
)
_PAPER = (
    r"(?:电话记录|会议记录|值班记录|工作记录|台账|登记簿|登记表|汇总表|统计表|报表|清单|表格|截图|便条|纸条|记录本)"
    r"(?:里|上|中)?"
)
_CHANNEL = (
    r"(?:电话|微信群?|工作群|群|QQ|qq|钉钉|邮件|邮箱|电邮|短信|传真|系统|后台|会议|会)(?:里|上|中)?"
)
_WHEN = r"(?:刚刚?|刚才|昨天|今天|上午|下午|早上|最新|最后)?"
_TELLS = (
    r"(?:电话|微信|邮件|口头|书面|统一|一起)?(?:里|中)?"
    r"(?:报|反馈|统计|汇总|核对|核实|说|讲|通知|定)(?:过来|出来|上来|来|送)?"
)
_GIVES = (
    rf"(?:{_TELLS}|(?:电话|微信|邮件)?"
    r"(?:发|转|给|交|送|拿|归集|整理|提供|导出|记录|登记|回复|告知)(?:过来|出来|来)?)"
)
_TO_US = r"(?:给?我们?|局里)?(?:了|的|好的|过的)?"
_NUMBERS = (
    r"(?:本年度?|全年|今年|年度|最终)?(?:本局|我局|本机关|本单位|我办)?的?"
    r"(?:准数|数字|数据|数|材料|情况|消息|口径|结果|台账|记录|统计|清单|明细|汇总数?|统计数)(?:如下|为准)?"
)
_HEADING = (
    r"(?:(?:复议)?诉讼|结转|收办|办结|办理|答复|处理|主动公开|依申请公开)(?:情况|结果)(?:如下)?"
    r"[：:](?=[^\d零一二两三四五六七八九十共没无有都均全]|[1一][.．、])"
)
_PREFACE = re.compile(
    rf"{_START}(?:根?据|按照?|转发?|摘自|抄自|来自|以下[是为]?|这是|下面是)?{_OWN}(?:"
    rf"{_DESK}(?:[、和跟及]{_OWN}{_DESK})*(?:{_WHEN}{_GIVES}{_TO_US}(?:{_NUMBERS})?(?:[：:]|[，,](?=\D))"
    rf"|(?:{_PAPER}|的?{_NUMBERS})[：:]|(?<=[科股队])[：:](?=[^\d零一二两三四五六七八九十共没无有]))"
    rf"|{_DESK}的?{_CHANNEL}[：:]"
    rf"|窗口{_WHEN}{_TELLS}{_TO_US}(?:{_NUMBERS})?[：:]"
    rf"|{_PAPER}(?:{_GIVES}{_TO_US}|的)?(?:{_NUMBERS})?[：:]"
    rf"|{_CHANNEL}(?:{_TELLS}{_TO_US}(?:{_NUMBERS})?|{_GIVES}?{_TO_US}{_NUMBERS})[：:]"
    rf"|(?:{_NUMBERS})[：:]|{_HEADING})"
)
_INLINE = re.compile(
    rf"(?:(?<=[。；;\n，,、])|^)[ \u3000]*{_OWN}{_DESK}{_WHEN}"
    r"(?:核(?:下来|定|过)?|报(?:上来|过来|来|给我们?)?|给(?:我们?)?|提供|发(?:过来|来)|统计|核对|核实|回话|告诉我|说)"
    rf"(?:了)?(?:的?(?:{_NUMBERS})?是|的(?:{_NUMBERS})?)(?=[\d零一二两三四五六七八九十{_HAN[1:-1]}])"
)
_OTHERS = re.compile(
    rf"{_START}(?P<words>(?:根?据|按照?)?(?P<organ>{_HAN}{{1,10}}?(?:局|街道|街道办|镇|乡|县|区|委|厅|法院|公司|政府))(?:{_HAN}{{1,6}}(?:科|股|队|办))?"
    rf"{_WHEN}(?:{_GIVES}{_TO_US}(?:(?:{_NUMBERS}|通报|年报|表)?[：:]|{_NUMBERS}[，,])|的?{_NUMBERS}[：:]))(?!我|本|咱)"
)
_REPORTED = re.compile(
    rf"{_START}(?:根?据){_HAN}{{1,9}}(?:反馈|统计|通报|通知|告知|核实|提供)(?:{_NUMBERS})?[，,](?=我|本|咱)"
)
_CORRECTS = re.compile(r"应[为是]|应该是|应当是|改[成为]|更正|不是[\d一二两三四五六七八九十]")
_REASON = re.compile(
    r"(?:^|[，,；;])(?:窗口|台账|登记[簿表]?|记录|科里?|科室|我们?|他们|之前|前面|原来|当时|刚才|昨天|[这那][边里]|上|里|有|还|又|的){0,5}"
    r"(?:漏|少|多|重复?|误)"
    r"(?:登记?|记|统计|录|算|报|数|填|写)(?:了|的)?[\d一二两三四五六七八九十]{1,3}[件条个份](?=[，。；,;]|$)"
    r"|[，,；;](?:还|里面|其中)?有[一1][件条个份][^，。；\d]{0,12}?(?:漏|少|多|重复?|忘)(?:登记?|记|统计|录|算|报|数|填|写)?了(?=[，。；,;]|$)"
)
_OURS = re.compile(
    r"(?:我|我们|咱|咱们|本|全)(?:局|街道|镇|乡|县|区|委|厅|市|省|政府)|^局|公开|办理"
)


def without(text: str) -> str:
    """Return an answer with spaces in place of who or what told the numbers, as long as before.

    综合科发来的：予以公开19件 and 综合科报的予以公开19件 are 予以公开19件 behind as many spaces.
    """
    plain = _PREFACE.sub(lambda found: " " * len(found[0]), text)
    plain = _REPORTED.sub(lambda found: " " * len(found[0]), plain)
    return _INLINE.sub(lambda found: " " * len(found[0]), plain)


def without_reason(text: str) -> str:
    """Return a correction without why it became one, as long as before: 应为29件，窗口漏登了一件."""
    if _CORRECTS.search(text) is None:
        return text
    return _REASON.sub(lambda found: "，".ljust(len(found[0])), text)


def another(text: str, report: Report) -> str:
    """Return the words that make the numbers another office's, 县住建局报来的数; nothing where they are ours."""
    unit = report.answers.get(UNIT)
    for found in _OTHERS.finditer(text):
        own = isinstance(unit, str) and found["organ"].removeprefix("本") in unit
        if not own and _OURS.search(found["organ"]) is None:
            return found["words"].rstrip("：:，,")
    return ""
