"""The app in a real browser, as somebody uses it who has no terminal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from zipfile import is_zipfile

import pytest

from assistant.drafts import Draft
from assistant.web.server import Server
from tests.web.browser import Browser, Page, chromium, program
from tests.web.serving import served, until_gone

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(program() is None, reason="there is no Chromium on this machine"),
]

UNIT = "青禾区柳溪镇人民政府"

Walk = Callable[[Server, str, Browser, dict[str, str]], Awaitable[None]]


def in_chromium(folder: Path, walk: Walk, *users: str, idle: float = 600.0) -> None:
    """Serve a folder and go there."""

    async def run() -> None:
        async with (
            served(folder / "drafts", *users, idle=idle) as (server, address, tokens),
            chromium(folder / "chromium") as browser,
        ):
            await walk(server, address, browser, tokens)

    asyncio.run(run())


def processes(server: Server) -> set[int]:
    return {one._process.pid for one in server.windows if one._process is not None}


async def new_draft(page: Page) -> None:
    """Begin a report, with what an input method puts in."""
    await page.wait_for("新建年报")
    await page.press("Enter")
    await page.wait_for("单位全称")
    await page.type(UNIT)
    await page.wait_for(UNIT)
    await page.press("Enter")
    await page.press("Enter")
    await page.press("Enter")
    await page.wait_for("认出了这几项")
    await page.press("Enter")
    await page.wait_for("已保存")


async def downloaded(browser: Browser, page: Page, name: str) -> Path:
    path = browser.downloads / name
    await page.wait_until(path.exists, f"download of {name}")
    return path


def test_a_report_is_begun_a_table_filled_and_an_export_downloaded(tmp_path: Path) -> None:
    """Chinese words, figures in table three, a DOCX in the browser's folder; nothing comes from elsewhere."""

    async def walk(server: Server, address: str, browser: Browser, tokens: dict[str, str]) -> None:
        page = await browser.page()
        await page.open(address)
        await new_draft(page)

        await page.press("F3")
        await page.wait_for("打字查找")
        await page.type("表三")
        await page.wait_for("表三")
        await page.press("Enter")
        await page.wait_for("自然人")
        await page.press("1", "2", "ArrowDown", "3", "Enter")

        await page.press("F6")
        await page.wait_for("导出到")
        await page.press("F2")
        await page.wait_for("已导出草稿")
        name = next(line for line in page.lines() if "已导出草稿" in line).split("：")[1].split()[0]
        path = await downloaded(browser, page, name)
        assert is_zipfile(path)
        assert path.read_bytes() == (tmp_path / "drafts" / name).read_bytes()

        host = address.removeprefix("http://")
        strangers = [
            one for one in page.requested if host not in one and not one.startswith("data:")
        ]
        assert ([], []) == (strangers, page.complaints)

    in_chromium(tmp_path, walk)

    (path,) = (tmp_path / "drafts").glob("[!.]*.nianbao")
    with Draft.open(path, read_only=True) as draft:
        answers = draft.report.answers
    assert UNIT == draft.report.unit
    assert (12, 3) == (answers["申请.新收.自然人"], answers["申请.上年结转.自然人"])


def test_a_file_is_sent_up_and_read_as_last_years_report(tmp_path: Path) -> None:
    """It is named without a path, and one outside the folder is refused with the way in."""
    last = tmp_path / "去年.txt"
    last.write_text("青禾区柳溪镇人民政府2024年政府信息公开工作年度报告\n", encoding="utf-8")

    async def walk(server: Server, address: str, browser: Browser, tokens: dict[str, str]) -> None:
        page = await browser.page()
        await page.open(f"{address}/files")
        await page.wait_for_page("document.querySelector('input[type=file]') !== null")
        found = await page.call(
            "Runtime.evaluate", expression="document.querySelector('input[type=file]')"
        )
        await page.call(
            "DOM.setFileInputFiles", files=[str(last)], objectId=found["result"]["objectId"]
        )
        await page.ask("document.querySelector('form button').click()")
        await page.wait_for_page("document.body.innerText.includes('已传上来：去年.txt')")

        await page.open(address)
        await page.wait_for("打开文件")
        await page.press("ArrowDown", "Enter")
        await page.wait_for("草稿文件在哪里")
        await page.type("/etc/passwd")
        await page.press("Enter")
        await page.wait_for("在浏览器里只能用自己文件夹里的文件")

    in_chromium(tmp_path, walk)

    assert last.read_bytes() == (tmp_path / "drafts" / "去年.txt").read_bytes()


def test_two_people_sign_in_to_two_folders(tmp_path: Path) -> None:
    """A wrong token is refused in words; each draft lies in its owner's folder."""

    async def walk(server: Server, address: str, browser: Browser, tokens: dict[str, str]) -> None:
        page = await browser.page()
        await page.open(address)
        for token, expected in (("猜的", "口令不对"), (tokens["张某"], "退出登录（张某）")):
            await page.wait_for_page("document.querySelector('[name=token]') !== null")
            await page.ask("document.querySelector('[name=token]').focus()")
            await page.type(token)
            await page.press("Enter")
            await page.wait_for_page(f"document.body.innerText.includes('{expected}')")
        await new_draft(page)
        apps = processes(server)
        await page.ask("document.querySelector('nav form button').click()")
        await page.wait_for_page("document.querySelector('[name=token]') !== null")
        await until_gone(apps)

    in_chromium(tmp_path, walk, "张某", "李某")

    found = [path.parent.name for path in (tmp_path / "drafts").rglob("*.nianbao")]
    assert ["张某"] == [name for name in found if name != "backups"][:1]
    assert not (tmp_path / "drafts" / "李某").exists()


def test_keys_that_browsers_keep_are_buttons(tmp_path: Path) -> None:
    """Ctrl+W turns the pane at the right, and does not close the tab."""

    async def walk(server: Server, address: str, browser: Browser, tokens: dict[str, str]) -> None:
        page = await browser.page()
        await page.open(address)
        await page.wait_for("试用示例")
        await page.press("ArrowDown", "ArrowDown", "Enter")
        await page.wait_for("[说明]")
        await page.ask("document.querySelector('[data-key=w]').click()")
        await page.wait_for("[核对]")

    in_chromium(tmp_path, walk)


def test_an_idle_window_says_so_and_opens_again(tmp_path: Path) -> None:
    """Its process is gone; the draft is there, and the first on the list."""

    async def walk(server: Server, address: str, browser: Browser, tokens: dict[str, str]) -> None:
        page = await browser.page()
        await page.open(address)
        await new_draft(page)
        apps = processes(server)
        assert 1 == len(apps)
        server.idle = 1.0
        await page.wait_for_page("document.body.classList.contains('-closed')")
        await until_gone(apps)
        await page.ask("document.getElementById('again').click()")
        await page.wait_for(f"继续：{UNIT}")

    in_chromium(tmp_path, walk, idle=8.0)


def test_a_tab_that_is_closed_leaves_no_process(tmp_path: Path) -> None:
    """The one beside it goes on."""

    async def walk(server: Server, address: str, browser: Browser, tokens: dict[str, str]) -> None:
        first, second = await browser.page(), await browser.page()
        await first.open(address)
        await first.wait_for("新建年报")
        apps = processes(server)
        await second.open(address)
        await second.wait_for("新建年报")
        await first.close()
        await until_gone(apps)
        await second.press("Enter")
        await second.wait_for("单位全称")

    in_chromium(tmp_path, walk)
