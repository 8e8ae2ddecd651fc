"""Exports from the command line, as an office uses them."""

import json
from pathlib import Path, PureWindowsPath

import pytest

from assistant.drafts import Draft
from assistant.export import exporter_for
from assistant.export.package import parts
from assistant.importing import import_report
from tests.commands import nianbao
from tests.export.reading import document, form

ANSWERS = Path(__file__).parents[1] / "reports" / "市政府2025" / "answers.json"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A finished draft in a folder with a Chinese name and a space."""
    path = tmp_path / "年报 草稿" / "云澜市人民政府 2025（定稿）.nianbao"
    path.parent.mkdir()
    assert nianbao("new", "--answers", ANSWERS, "-o", path).code == 0
    return path


def test_an_export_is_not_written_over_unasked(draft: Path) -> None:
    """第二次导出同名文件要说明可以覆盖。"""
    output = draft.with_suffix(".docx")

    assert nianbao("export", draft, "-o", output).code == 0
    again = nianbao("export", draft, "-o", output)
    assert again.code == 2
    assert "--overwrite" in again.talk
    assert nianbao("export", draft, "-o", output, "--overwrite").code == 0


def test_the_settings_beside_the_draft_hold(draft: Path) -> None:
    """草稿旁边的版式文件管导出的每种格式；写错的一项说明在哪一行。"""
    (draft.parent / "版式.md").write_text("## 版式\n落款：不要\n正文字体：仿宋\n字号：9\n", "utf-8")
    plain, word = draft.with_suffix(".txt"), draft.with_suffix(".docx")

    told = nianbao("export", draft, "-o", plain)
    nianbao("export", draft, "-o", word)

    assert "版式.md 第4行" in told.talk
    assert not plain.read_text("utf-8-sig").rstrip().endswith("日")
    styles = parts(word.read_bytes())["word/styles.xml"].decode()
    assert 'w:eastAsia="仿宋"' in styles
    assert "仿宋_GB2312" not in styles


def test_a_package_is_made_and_signed(draft: Path, tmp_path: Path) -> None:
    """送审包一次做齐；签过字的再做一次，送审单上有签字。"""
    folder = tmp_path / "送审"

    assert nianbao("package", draft, "-o", folder).code == 0
    assert nianbao("approve", draft, "审核人", "王某").code == 0
    again = nianbao("package", draft, "-o", folder)
    assert nianbao("package", draft, "-o", folder, "--overwrite").code == 0

    assert again.code == 2
    assert "没有动它" in again.talk
    assert sorted(path.name for path in folder.iterdir()) == [
        "1 送审单.docx",
        "2 事实依据表.docx",
        "3 核对情况.docx",
        "4 与上年对比.docx",
        "5 修改记录.docx",
        *(f"云澜市人民政府2025年政府信息公开工作年度报告{s}" for s in (".docx", ".html", ".md")),
    ]
    sheet = parts((folder / "1 送审单.docx").read_bytes())["word/document.xml"].decode()
    assert "王某" in sheet
    assert "内容未变，有效" in sheet


def test_who_signed_is_listed(draft: Path) -> None:
    """不写身份的，列出四道审签：谁、哪天、还有没有效；年报改了就写明失效。"""
    assert nianbao("approve", draft, "负责人", "王某").code == 0
    with Draft.open(draft) as opened:
        opened.append({"落款日期": "2026年1月21日"})

    said = nianbao("approve", draft).data.splitlines()
    told = json.loads(nianbao("approve", draft, "--json").data)

    assert said[:3] == ["填报人：未签", "审核人：未签", "保密审查：未签"]
    assert said[3].startswith("负责人：王某 20")
    assert said[3].endswith("签后内容有改动，已失效，请重签")
    assert [each["holds"] for each in told["signatures"]] == [False] * 4
    assert len(told["fingerprint"]) == 16


def test_nobody_signs_with_a_wrong_role(draft: Path) -> None:
    """没有的审签环节不收，列出有的。"""
    done = nianbao("approve", draft, "审稿人", "王某")

    assert done.code == 2
    assert "填报人、审核人、保密审查、负责人" in done.talk


@pytest.mark.parametrize("suffix", [".docx", ".md", ".html", ".txt"])
def test_a_windows_path_with_chinese_names_will_do(suffix: str) -> None:
    """Windows 的路径、中文的文件名，导得出也读得回。"""
    path = PureWindowsPath(rf"C:\用户\王 某\年报草稿\云澜市人民政府2025年年报（定稿）{suffix}")

    content = exporter_for(path)(document("figures-2025"))

    found = import_report(content, path.name, (form("2019"), form("2021")))
    assert (found.unit, found.year) == ("云澜市人民政府", 2025)
