"""The whole story through the simulator: the real service, the stand-in, a real browser, the clock moved ahead."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot.clock import MovableClock
from bot.demo.run import open_demo
from bot.stage import Stage
from tests.browser.conftest import NARROW, WIDE, OpenPage

PLUMS = "我屋头脆李今年裂果凶得很，啷个办嘛，能不能请个专家来看哈，奉节白帝镇"


@pytest_asyncio.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Stage]:
    stage = await open_demo(MovableClock(), tmp_path / "demo", 0)
    yield stage
    await stage.close()


async def say(page: Page, key: str, text: str) -> Locator:
    """Type into a phone and wait for the answer's bubble."""
    phone = page.locator(f"#phone-{key}")
    answers = phone.locator(".row.bot .bubble")
    before = await answers.count()
    await page.locator(f"#input-{key}").fill(text)
    await page.keyboard.press("Enter")
    await expect(phone.locator(".row.own .bubble").last).to_have_text(text)
    await expect(answers.nth(before)).to_be_visible()
    return answers.nth(before)


async def test_from_the_first_message_to_the_kept_rating(demo: Stage, open_page: OpenPage) -> None:
    page = await open_page(f"{demo.address}/sim", WIDE)
    registered = await say(page, "farmer", PLUMS)
    await expect(registered).to_contain_text("裂果")
    found = re.search(r"#(\d+)", await registered.inner_text())
    assert found
    no = found[1]

    expert = page.locator("#phone-expert1")
    await expect(expert.locator(".row.bot").last).to_contain_text("裂果")
    await say(page, "expert1", f"揭榜 {no}")
    await expect(expert.locator(".row.bot .bubble", has_text=f"#{no} 是您的了").last).to_be_visible()
    farmer = page.locator("#phone-farmer")
    await expect(farmer.locator(".row.bot .bubble", has_text="接了").last).to_be_visible()

    await say(page, "expert1", f"约 {no} 下周三上午九点半 现场")
    await expect(farmer.locator(".row.bot .bubble", has_text="9:30").last).to_be_visible()
    await say(page, "farmer", "行")
    await expect(farmer.locator(".row.bot .bubble", has_text="约好").last).to_be_visible()
    await expect(page.get_by_text(re.compile(rf"#{no} .*9:30")).first).to_be_visible()

    await page.get_by_role("button", name=re.compile("到下一个提醒")).click()
    await page.get_by_role("button", name="+7 天").click()
    await expect(farmer.locator(".row.bot")).not_to_have_count(0)
    await say(page, "expert1", f"完成 {no} 已指导雨后排水和疏果，裂果减轻")
    await say(page, "farmer", f"评价 {no} 5 讲得清楚，解决了")
    await expect(farmer.locator(".row.bot .bubble", has_text="办结").last).to_be_visible()
    await say(page, "expert1", f"评价 {no} 5 农户配合")
    await say(page, "farmer", f"进度 {no}")
    await expect(farmer.locator(".row.bot .bubble", has_text="已办结").last).to_be_visible()


# Whose phone the guide leads to, which sentence to tap shows that the step can be taken, and what stands in the input.
LED = (
    ("farmer", "我屋头脆李", PLUMS),
    ("expert1", "看7", "看7"),
    ("expert1", "揭榜 7", "揭榜 7"),
    ("expert1", "交回 7", "下周三上午九点半去果园"),
    ("farmer", "行", "行"),
    ("farmer", "来了", "来了"),
    ("farmer", "解决了 5分", "解决了 5分"),
    ("admin", "待办", "待办"),
)


async def test_the_guide_alone_leads_through_the_story(demo: Stage, open_page: OpenPage) -> None:
    page = await open_page(f"{demo.address}/sim", NARROW)
    step = page.locator("#guide .current button")
    for key, tappable, words in LED:
        if tappable == "来了":
            await expect(page.locator("#phone-farmer .chip", has_text="改约 7")).to_be_attached()
            await wait_for_the_visit(page, step)
        await page.locator(f"#phone-{key} .chip", has_text=tappable).first.wait_for(state="attached")
        await step.click()
        await expect(page.locator(f"#phone-{key}")).to_be_visible()
        await expect(page.locator(f"#input-{key}")).to_have_value(words)
        await page.locator(f"#phone-{key}").get_by_role("button", name="发送").click()
        await expect(page.locator(f"#phone-{key} .status")).to_have_text("")
    await expect(page.locator("#guide .end")).to_be_visible()
    await expect(page.locator("#phone-farmer .chip", has_text="我屋头脆李")).to_have_count(0)
    await expect(page.locator("#panel .list li", has_text="#7 脆李")).to_contain_text("已办结")


async def wait_for_the_visit(page: Page, step: Locator) -> None:
    """From reminder to reminder, each of which is seen on a phone, until the farmer is asked who came."""
    await step.click()
    to_next = page.get_by_role("button", name=re.compile("到下一个提醒"))
    await expect(to_next).to_be_focused()
    shown = page.locator(".row.bot")
    for _ in range(8):
        before = await shown.count()
        await to_next.click()
        await expect(shown.nth(before)).to_be_attached()
        if await page.locator("#phone-farmer .chip", has_text="来了").count():
            return


async def test_the_pushes_show_their_kind_and_are_cut_as_the_platform_cuts(demo: Stage, open_page: OpenPage) -> None:
    page = await open_page(f"{demo.address}/sim", WIDE)
    await say(page, "farmer", PLUMS)
    notice = page.locator("#phone-expert1 .row.bot").last
    await expect(notice).to_contain_text("新需求")
    assert "白帝" not in await notice.inner_text()


async def test_a_phone_is_enough(demo: Stage, open_page: OpenPage) -> None:
    page = await open_page(f"{demo.address}/sim", NARROW)
    registered = await say(page, "farmer", PLUMS)
    await expect(registered).to_be_visible()
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROW[0]
