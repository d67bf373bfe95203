"""Takes the pictures of the README from the running demo, so that they never show what the program does not do."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from bot.clock import MovableClock
from bot.demo.run import open_demo

DIRECTORY = Path("docs/pictures")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDE, PHONE = (1440, 900), (375, 812)
STORY = (
    ("farmer", "我屋头脆李今年裂果凶得很，啷个办嘛，能不能请个专家来看哈，奉节白帝镇"),
    ("hospital", "我们想请重症的专家"),
    ("enterprise", "我们厂在涪陵，泡菜放几天就发黑变褐，想请老师来指导"),
    ("hospital", "奉节县人民医院，俯卧位通气和ECMO不会用，希望现场带教"),
    ("expert1", "我接，下周三上午九点半去果园"),
    ("farmer", "行"),
    ("admin", "待办"),
)


async def take() -> None:
    """Play the story at the wide page, shoot it, and shoot the farmer's phone at phone width."""
    with tempfile.TemporaryDirectory() as folder:
        stage = await open_demo(MovableClock(), Path(folder) / "demo", 0)
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
                wide = await _open(browser, f"{stage.address}/sim", WIDE)
                for who, words in STORY:
                    await _say(wide, who, words)
                await _shoot(wide, "simulator-wide.png")
                await _shoot(await _open(browser, f"{stage.address}/sim", PHONE), "simulator-phone.png")
                await browser.close()
        finally:
            await stage.close()


def _chromium() -> str:
    path = shutil.which("chromium")
    if path is None:
        sys.exit("needs Chromium: apt-get install chromium fonts-wqy-microhei")
    return path


async def _open(browser: Browser, address: str, size: tuple[int, int]) -> Page:
    page = await browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    await page.goto(address)
    await page.wait_for_selector("html[data-ready]")
    return page


async def _say(page: Page, who: str, words: str) -> None:
    """Type and send, as a person would; wait until the phone has the answer and the pushes have gone round."""
    phone = page.locator(f"#phone-{who}")
    answers = phone.locator(".row.bot")
    before = await answers.count()
    await phone.locator("textarea").fill(words)
    await phone.get_by_role("button", name="发送").click()
    await expect(answers.nth(before)).to_be_visible(timeout=20_000)
    await page.wait_for_timeout(2500)


async def _shoot(page: Page, name: str) -> None:
    await page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    await page.wait_for_timeout(800)
    await page.screenshot(path=DIRECTORY / name)


if __name__ == "__main__":
    DIRECTORY.mkdir(parents=True, exist_ok=True)
    asyncio.run(take())
