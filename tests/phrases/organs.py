"""Invented organs whose answers the phrases are tried on: a township that had nothing, a bureau, a city."""

from collections.abc import Mapping
from decimal import Decimal

from assistant import content
from assistant.forms import Form
from assistant.report import Report, Value

TOWN: Mapping[str, Value] = {
    "单位全称": "青禾区柳溪镇人民政府",
    "自称": "我镇",
    "机关类型": "乡镇人民政府",
    "层级": "乡镇级",
    "业务领域": "街镇",
    "地址": "云澜市青禾区柳溪镇中兴街1号",
    "邮编": "521000",
    "联系电话": "0768-1234567",
    "网站名称": "青禾区人民政府门户网站",
    "网站网址": "www.example.gov.cn",
    "联系科室": "党政办公室",
    "公开总数": 56,
    "网站条数": 30,
    "有公众号": False,
    "有微博": False,
    "短视频条数": 0,
    "其他渠道条数": 26,
    "解读件数": 0,
    "回应件数": 3,
    "重点领域": "社会救助、惠民补贴",
    "重点领域条数": 12,
    "公开预决算": True,
    "建议件数": 0,
    "提案件数": 0,
    "征求意见期数": 0,
    "线下公开处数": 14,
    "指南更新次数": 1,
    "规章零报告": True,
    "收到申请": False,
    "有上年结转": False,
    "有复议诉讼": False,
    "三审三校": True,
    "保密审查": True,
    "清理文件": False,
    "排查个人信息": True,
    "制度件数": 0,
    "目录更新条数": 0,
    "独立网站": False,
    "新媒体账号数": 0,
    "公开专区处数": 1,
    "新增栏目数": 0,
    "优化栏目数": 0,
    "读网次数": 4,
    "有领导小组": True,
    "专职人数": 0,
    "兼职人数": 2,
    "培训次数": 1,
    "培训人次": 20,
    "自查次数": 2,
    "自查问题数": 0,
    "考核情况": "政府信息公开工作列入年度绩效考核，由党政办公室按季度评分",
    "评议情况": "在便民大厅发放问卷，群众评价为满意",
    "责任追究起数": 0,
    "监督电话": "0768-1234568",
    "收费通知件数": 0,
    "问题事实": "村级惠民补贴信息报送较晚",
    "问题数字": "6个村晚于规定时间",
    "措施科室": "党政办公室",
    "措施时限": "次年6月底前",
    "措施结果": "各村每月5日前完成报送",
    "有第二个问题": False,
    "机构改革": False,
}

BUREAU: Mapping[str, Value] = {
    **TOWN,
    "单位全称": "云澜市青禾区人力资源和社会保障局",
    "自称": "我局",
    "机关类型": "政府部门",
    "层级": "区县级",
    "业务领域": "人力资源社会保障",
    "联系科室": "办公室",
    "措施科室": "办公室",
    "公开总数": 1260,
    "网站条数": 860,
    "有公众号": True,
    "公众号名称": "青禾人社",
    "公众号条数": 300,
    "其他渠道条数": 100,
    "解读件数": 15,
    "解读图解件数": 4,
    "回应件数": 36,
    "重点领域": "就业创业、社会保险、劳动关系",
    "重点领域条数": 420,
    "建议件数": 4,
    "提案件数": 7,
    "征求意见期数": 2,
    "收到申请": True,
    "有上年结转": True,
    "网络申请件数": 9,
    "信函申请件数": 3,
    "当面申请件数": 0,
    "其他渠道申请件数": 0,
    "申请集中领域": "工伤认定依据、社保缴费标准",
    "延期件数": 1,
    "答复文本统一": True,
    "有复议诉讼": True,
    "清理文件": True,
    "清理文件件数": 12,
    "制度件数": 1,
    "制度名称": "《政府信息发布审核办法》",
    "目录更新条数": 18,
    "新媒体账号数": 1,
    "新增栏目数": 1,
    "优化栏目数": 3,
    "专职人数": 1,
    "兼职人数": 9,
    "培训次数": 2,
    "培训人次": 96,
    "自查问题数": 5,
    "整改问题数": 5,
    "考核分值": 4,
    "收费通知件数": 1,
    "收费通知金额": Decimal(2950),
    "实收信息处理费": Decimal(2950),
    "有第二个问题": True,
    "问题事实2": "政策解读形式以文字为主",
    "问题数字2": "图解和视频类解读占比不到三成",
    "措施科室2": "政策法规股",
    "措施时限2": "次年9月底前",
    "措施结果2": "图解和视频类解读占到一半",
    "上年问题": "部分栏目更新不及时",
    "上年整改": "按月检查栏目更新，超过三十天没有更新的栏目由5个减到0个",
    "机构改革": True,
    "机构改革说明": "3月劳动保障监察职责划出，行政处罚数不再包含这一部分",
    "本地通知": "《青禾区关于编制政府信息公开工作年度报告的通知》",
    "电子邮箱": "qhrs@example.gov.cn",
    "其他说明": "本年度列明的12项任务已全部完成",
}

CITY: Mapping[str, Value] = {
    **{name: value for name, value in BUREAU.items() if name != "机构改革说明"},
    "单位全称": "云澜市人民政府",
    "自称": "我市",
    "机关类型": "人民政府",
    "层级": "市级",
    "业务领域": "综合政务",
    "统计范围": "全市汇总",
    "规章零报告": False,
    "独立网站": True,
    "有微博": True,
    "微博条数": 210,
    "短视频条数": 90,
    "公报期数": 12,
    "评议问卷份数": 400,
    "评议满意率": Decimal("98.5"),
    "机构改革": False,
}
APPLIED: Mapping[str, Value] = {
    "申请.新收.自然人": 10,
    "申请.新收.商业企业": 2,
    "申请.上年结转.自然人": 1,
    "申请.予以公开.自然人": 6,
    "申请.予以公开.商业企业": 1,
    "申请.部分公开.自然人": 1,
    "申请.第三方权益.商业企业": 1,
    "申请.不掌握.自然人": 2,
    "申请.重复申请.自然人": 1,
    "申请.结转下年.自然人": 1,
    "复议诉讼.复议.维持": 1,
    "复议诉讼.复议.纠正": 1,
    "复议诉讼.直接起诉.维持": 1,
}


def _report(
    year: int, facts: Mapping[str, Value], cells: Mapping[str, Value]
) -> tuple[Form, Report]:
    form = content.form_for_year(year)
    zeros: dict[str, Value] = {name: 0 for name, cell in form.fields.items() if not cell.total}
    known = {name: value for name, value in cells.items() if name in form.fields}
    return form, Report({**zeros, **facts, "年份": year, **known})


def town(year: int = 2025) -> tuple[Form, Report]:
    """Return a township without applications, cases or documents; every question that matters is answered."""
    return _report(year, TOWN, {})


def bureau(year: int = 2025) -> tuple[Form, Report]:
    """Return a district bureau with applications, cases, documents and decisions."""
    documents: Mapping[str, Value] = {
        "主动公开.规范性文件.制发": 2,
        "主动公开.规范性文件.废止": 1,
        "主动公开.规范性文件.有效": 9,
        "主动公开.规范性文件.制作": 2,
        "主动公开.规范性文件.公开": 2,
        "主动公开.规范性文件.累计": 9,
        "主动公开.行政许可.上年项目": 4,
        "主动公开.行政许可.决定": 31,
        "主动公开.行政处罚.决定": 6,
        "主动公开.政府集中采购.项目数": 3,
        "主动公开.政府集中采购.总金额": Decimal(251000),
    }
    return _report(year, BUREAU, {**APPLIED, **documents})


def city(year: int = 2025) -> tuple[Form, Report]:
    """Return a city's report over all its organs."""
    documents: Mapping[str, Value] = {
        "主动公开.规章.制发": 1,
        "主动公开.规章.有效": 14,
        "主动公开.规章.制作": 1,
        "主动公开.规章.公开": 1,
        "主动公开.规章.累计": 14,
        "主动公开.规范性文件.制发": 20,
        "主动公开.规范性文件.废止": 4,
        "主动公开.规范性文件.有效": 130,
        "主动公开.规范性文件.制作": 20,
        "主动公开.规范性文件.公开": 20,
        "主动公开.规范性文件.累计": 130,
        "主动公开.行政许可.决定": 5300,
        "主动公开.行政处罚.决定": 870,
        "主动公开.行政强制.决定": 40,
        "主动公开.行政事业性收费.金额": Decimal("251.5"),
    }
    return _report(year, CITY, {**APPLIED, **documents})
