"""What a check must know of the organ: its kind, its level, whether it may make regulations.

Facts come first. A report that was only read from a file has none; then the name is trusted where it leaves no
doubt, and nothing is said where it does.
"""

from __future__ import annotations

import re

from assistant.report import DOMAIN, Report

TOWNS = ("乡镇人民政府", "街道办事处")
LOW_RANKS = ("区县级", "乡镇级")
SCOPE = "统计范围"
OWN = "本机关"

_NATIONAL = re.compile(r"^(国家|国务院|中国|中华)|总局$|总署$|部$")
_DEPARTMENT = re.compile(r"(局|委员会|厅)$")
_TOWN = re.compile(r"(镇|乡)人民政府$|街道办事处$")
_DISTRICT = re.compile(r"[县旗]|(?<!自治)(?<!开发)(?<!高新)(?<!新)(?<!园)(?<!景)区")

ENFORCERS = {
    "人力资源社会保障": "人力资源|社会保障局",
    "市场监管": "市场监督|市场监管",
    "住房城乡建设": "住房|城乡建设",
    "卫生健康": "卫生健康",
    "交通运输": "交通运输",
    "应急管理": "应急管理",
    "城市管理": "城市管理|综合行政执法",
    "生态环境": "生态环境",
    "自然资源": "自然资源",
    "农业农村": "农业农村",
    "水利": "水利局|水务局",
    "文化旅游": "文化.*旅游",
    "公安": "公安",
}
"""Fields of work with 行政许可 or 行政处罚 powers, and how the name of such a department shows it."""


def low_rank(report: Report) -> bool:
    """Whether the organ is surely one of a county, a district or below."""
    if report.rank:
        return report.rank in LOW_RANKS
    return report.kind in TOWNS or bool(_TOWN.search(report.unit) or _DISTRICT.search(report.unit))


def may_make_regulations(report: Report) -> bool | None:
    """Whether the organ can have 规章 of its own; nothing when that is not known.

    《立法法》第九十一条、第九十三条: the departments of the State Council, and the governments of provinces and of
    cities with districts.
    """
    if report.rank == "国家级":
        return True
    if low_rank(report) or report.kind in (*TOWNS, "开发区管委会"):
        return False
    match report.kind:
        case "人民政府":
            return True if report.rank in ("省级", "市级") else None
        case "政府办公室":
            scope = report.text_fact(SCOPE)
            return scope != OWN if scope else None
        case "":
            plain = _DEPARTMENT.search(report.unit) and not _NATIONAL.search(report.unit)
            return False if plain else None
        case _:
            national = bool(_NATIONAL.search(report.unit)) and not report.rank
            return None if national else False


def enforces(report: Report) -> bool | None:
    """Whether a department of this field of work licenses or fines; nothing when the field is not known."""
    domain = report.text_fact(DOMAIN)
    if domain:
        return domain in ENFORCERS
    if report.kind not in ("", "政府部门", "垂直管理部门"):
        return False
    named = any(re.search(pattern, report.unit) for pattern in ENFORCERS.values())
    return True if named and _DEPARTMENT.search(report.unit) else None
