"""`nianbao import`, and reports written elsewhere wherever the command line reads a report."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from assistant.forms import Form
from tests.importing import damage


def nianbao(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistant", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, forms: tuple[Form, ...]) -> Path:
    """A report of 2024 as a web page."""
    chance = Random(5)
    sheet = damage.sheet(forms[-1], damage.random_report(forms[-1], 2024, chance))
    path = tmp_path_factory.mktemp("reports") / "年报.html"
    path.write_bytes(damage.page(sheet))
    return path


def test_the_shape_of_the_json(page: Path) -> None:
    """一个文件一行 JSON，各项与设计一致；标准输出只有数据。"""
    done = nianbao("import", page, "--json")

    assert 0 == done.returncode
    assert "" == done.stderr
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert ["unit", "year", "form", "fields", "missing", "doubts", "text"] == list(found)[:7]
    assert (2024, "2021", 200, []) == (
        found["year"],
        found["form"],
        len(found["fields"]),
        found["missing"],
    )
    assert {"总体情况", "存在的主要问题及改进情况", "其他需要报告的事项"} <= found["text"].keys()


def test_several_files_one_line_each(page: Path, tmp_path: Path) -> None:
    """几个文件按给的顺序一行一个；读不了的也占一行，退出码为2。"""
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")

    done = nianbao("import", broken, page, "--json")

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert 2 == done.returncode
    assert [str(broken), str(page)] == [line["file"] for line in lines]
    assert "损坏" in lines[0]["error"]
    assert "损坏" in done.stderr


def test_a_folder_of_reports(page: Path) -> None:
    """给一个文件夹，就读里面的每一份年报。"""
    (page.parent / "README.md").write_text("说明", encoding="utf-8")

    done = nianbao("import", page.parent)

    assert 0 == done.returncode
    assert "读到200格，共200格。" in done.stdout


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    """文件夹里没有能读的文件，说明白。"""
    done = nianbao("import", tmp_path)

    assert 2 == done.returncode
    assert "没有能读的文件" in done.stderr


def test_a_report_without_tables_ends_with_one(tmp_path: Path) -> None:
    """三张表都没有读到时，退出码为1。"""
    path = tmp_path / "报告.txt"
    path.write_text(
        "云澜市水务局2023年政府信息公开工作年度报告\n一、总体情况\n照常。", encoding="utf-8"
    )

    done = nianbao("import", path)

    assert 1 == done.returncode
    assert "没有读到" in done.stdout


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    """没有这个文件，一句话，退出码为2。"""
    done = nianbao("import", tmp_path / "没有.docx")

    assert (2, "") == (done.returncode, done.stdout)
    assert "没有这个文件" in done.stderr


def test_last_year_may_be_any_file(page: Path, tmp_path: Path) -> None:
    """建草稿时，上年年报可以是网页；草稿里带着它的数。"""
    draft = tmp_path / "今年.nianbao"
    unit = json.loads(nianbao("import", page, "--json").stdout)["unit"]

    done = nianbao("new", "--unit", unit, "--year", 2025, "--last-year", page, "-o", draft)

    assert 0 == done.returncode
    kept = nianbao("dump", draft).stdout
    assert "上年报告.申请.结转下年.总计" in kept


def test_check_reads_it_too(page: Path) -> None:
    """核对命令直接读网页。"""
    done = nianbao("check", page, "--json")

    found = json.loads(done.stdout)
    assert (2024, "2021") == (found["year"], found["form"])
    assert done.returncode in (0, 1)


def test_doubts_go_to_standard_error(tmp_path: Path, page: Path) -> None:
    """核对别处写的报告时，拿不准的地方写在标准错误，不混进结果。"""
    path = tmp_path / "报告.html"
    path.write_text(page.read_text(encoding="utf-8").replace("2024年", ""), encoding="utf-8")

    done = nianbao("check", path, "--json")

    assert "年份" in done.stderr
    assert all(json.loads(line) for line in done.stdout.splitlines())
