"""Whether Word would open what is exported without a word: three validators, and what each of them is known to see."""

import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from assistant.document import Cell, Document, Heading, Paragraph, Role, Table
from assistant.export.docx import DOCUMENT, docx
from assistant.export.office import Fonts, Office
from assistant.export.package import package, parts
from tests.export.extremes import swollen
from tests.export.grid import grid_faults
from tests.export.packaged import submission
from tests.export.reading import SAMPLES, document, part
from tests.export.validating import audit, needs_microsoft, sdk

OWN_WAY = Office(
    Fonts("华文中宋", "方正黑体", "楷体", "仿宋", "仿宋"),
    table_size=12.0,
    run_in=True,
    above="云澜市2025年度年报汇编",
    note="此件公开发布",
)


class Fault(NamedTuple):
    """One step from a good package to a bad one."""

    part: str
    good: str
    bad: str
    seen_by: list[str]


FAULTS = {
    name: Fault(**fault)
    for name, fault in tomllib.loads(
        (Path(__file__).parent / "faults" / "docx.toml").read_text("utf-8")
    ).items()
}


def seen_by(validator: str) -> list[str]:
    """The faults a validator must see."""
    return [name for name, fault in FAULTS.items() if validator in fault.seen_by]


@pytest.fixture(scope="module")
def packages() -> dict[str, bytes]:
    """Every kind of DOCX the program makes."""
    made = {name: docx(document(name)) for name in SAMPLES}
    made |= {f"swollen {name}": docx(swollen(name)) for name in SAMPLES}
    made["own way"] = docx(document("figures-2025"), OWN_WAY)
    made["any signs"] = docx(any_signs())
    papers = submission().files(as_draft=True)
    return made | {name: paper for name, paper in papers.items() if name.endswith(".docx")}


def any_signs() -> Document:
    """Everything in it is made of signs that mean something to XML, or nothing to anybody."""
    signs = "<w:p/>&amp;\"'\x00\x0b\ud800\ufffe\u2028\t\n]]>𠮷﷐"
    cells = tuple(Cell(0, at, Role.HEAD, signs) for at in range(2))
    blocks = (Heading(1, signs), Paragraph(signs), Table(signs, 2, 1, 0, cells), Heading(2, ""))
    return Document((signs,), signs, 2025, None, signs, blocks)


@pytest.mark.slow
@needs_microsoft
@pytest.mark.parametrize("word", ["Office2010", "Microsoft365"])
def test_the_open_xml_sdk_has_nothing_to_say(
    word: str, packages: dict[str, bytes], tmp_path: Path
) -> None:
    """微软的 Open XML SDK 检查每一种 DOCX，旧的新的 Word 都没有错误。"""
    assert {} == faults_of(packages, partial(sdk, word=word), tmp_path)


def test_the_audit_has_nothing_to_say(packages: dict[str, bytes], tmp_path: Path) -> None:
    """另一套规则检查每一种 DOCX，没有错误。"""
    assert {} == faults_of(packages, audit, tmp_path)


def test_merged_cells_fit_the_grid(packages: dict[str, bytes]) -> None:
    """合并的格子正好铺满每一行，竖向合并前后相接。"""
    found = {name: grid_faults(part(made)) for name, made in packages.items()}

    assert {} == {name: faults for name, faults in found.items() if faults}


def faults_of(
    packages: dict[str, bytes], validator: Callable[[Path], list[str]], folder: Path
) -> dict[str, list[str]]:
    found = {}
    for name, made in packages.items():
        path = folder / "年报.docx"
        path.write_bytes(made)
        found[name] = validator(path)
    return {name: faults for name, faults in found.items() if faults}


@pytest.mark.slow
@needs_microsoft
@pytest.mark.parametrize("fault", seen_by("sdk"))
def test_the_open_xml_sdk_sees(fault: str, tmp_path: Path) -> None:
    """故意弄坏的 DOCX，微软的检查器查得出来。"""
    assert sdk(broken(fault, tmp_path))


@pytest.mark.parametrize("fault", seen_by("audit"))
def test_the_audit_sees(fault: str, tmp_path: Path) -> None:
    """故意弄坏的 DOCX，另一套规则查得出来。"""
    assert audit(broken(fault, tmp_path))


@pytest.mark.parametrize("fault", seen_by("grid"))
def test_the_grid_check_sees(fault: str, tmp_path: Path) -> None:
    """故意弄坏的合并，自己的检查查得出来。"""
    assert grid_faults(part(broken(fault, tmp_path).read_bytes()))


def broken(fault: str, folder: Path) -> Path:
    """A good package after that one step."""
    step = FAULTS[fault]
    named = parts(docx(document("figures-2025")))
    good = named[step.part].decode()
    assert step.good in good
    path = folder / "年报.docx"
    path.write_bytes(package({**named, step.part: good.replace(step.good, step.bad, 1).encode()}))
    return path


def test_the_grid_check_sees_a_missing_paragraph() -> None:
    """没有段落的格子会被发现，说出在哪一格。"""
    root = etree.fromstring(part(docx(document("figures-2025")), DOCUMENT))
    cell = next(root.iter("{*}tc"))
    cell.remove(cell.findall("{*}p")[0])

    assert grid_faults(etree.tostring(root)) == ["row 0, column 0: no paragraph"]
