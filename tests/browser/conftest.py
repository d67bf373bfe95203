"""A real Chromium for what only a browser can prove; without one the tests are skipped by name, in CI they fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = (1440, 900), (375, 720)
OpenPage = Callable[[str, tuple[int, int]], Awaitable[Page]]


def chromium_path() -> str:
    """Debian's Chromium; skips the test where there is none, but fails it in CI."""
    path = shutil.which("chromium")
    if path is None:
        reason = "needs Chromium: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    path = chromium_path()
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        await opened.close()


@pytest_asyncio.fixture
async def open_page(browser: Browser) -> AsyncIterator[OpenPage]:
    """Opens an address at a size; at the end of the test no page may have complained."""
    complaints: list[str] = []

    async def opened(address: str, size: tuple[int, int]) -> Page:
        page = await browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        await page.goto(address)
        await page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    assert complaints == []
