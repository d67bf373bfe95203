"""The page in a real browser: by mouse, by keyboard, at both widths, and never fooled by what a message contains."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.bot.simulator.conftest import Show, open_show
from tests.browser.conftest import NARROW, WIDE, OpenPage


@pytest_asyncio.fixture
async def show() -> AsyncIterator[Show]:
    async with open_show() as opened:
        yield opened


def address(show: Show) -> str:
    return str(show.address / "sim")


async def test_an_example_is_tapped_sent_and_answered(show: Show, open_page: OpenPage) -> None:
    page = await open_page(address(show), WIDE)
    farmer = page.locator("#phone-farmer")
    await farmer.get_by_role("button", name="脆李裂果怎么办").click()
    await farmer.get_by_role("button", name="发送").click()
    await expect(farmer.locator(".row.own .bubble")).to_have_text("脆李裂果怎么办")
    await expect(farmer.locator(".row.bot .bubble")).to_have_text("脆李裂果怎么办")
    await expect(farmer.locator(".row.bot .tag")).to_have_text("被动回复")
    await expect(page.locator("#guide .done")).to_have_count(1)


async def test_the_guide_leads_to_the_phone_and_writes_the_sentence(show: Show, open_page: OpenPage) -> None:
    page = await open_page(address(show), NARROW)
    step = page.locator("#guide .current button")
    await step.click()
    assert await page.locator("#input-farmer").input_value() == "脆李裂果怎么办"
    await page.locator("#input-farmer").fill("先问一句：要收钱不")
    await step.click()
    assert await page.locator("#input-farmer").input_value() == "先问一句：要收钱不"
    await page.keyboard.press("Enter")
    await expect(page.locator("#guide .done")).to_have_count(1)
    await step.click()
    await expect(page.locator("#phone-expert")).to_be_visible()


async def test_a_finger_does_not_raise_the_keyboard(show: Show, browser: Browser) -> None:
    context = await browser.new_context(viewport={"width": 375, "height": 720}, has_touch=True, is_mobile=True)
    page = await context.new_page()
    await page.goto(address(show))
    await page.locator("#phone-farmer .chip", has_text="脆李裂果怎么办").tap()
    await expect(page.locator("#input-farmer")).to_have_value("脆李裂果怎么办")
    await expect(page.locator("#input-farmer")).not_to_be_focused()
    await page.locator("#phone-farmer").get_by_role("button", name="发送").tap()
    await expect(page.locator("#phone-farmer .row.bot")).to_have_count(1)
    await expect(page.locator("#input-farmer")).not_to_be_focused()
    await expect(page.locator("#switcher .badge:visible")).to_have_count(0)
    show.platform.person("o_expert").writes(show.clock())
    said = {"touser": "o_expert", "msgtype": "text", "text": {"content": "有新需求"}}
    assert show.platform.sending.custom(said) == 0
    await expect(page.locator("#switcher .badge:visible")).to_have_count(1)


async def test_the_keyboard_suffices(show: Show, open_page: OpenPage) -> None:
    page = await open_page(address(show), WIDE)
    await page.locator("#input-admin").focus()
    await page.keyboard.type("待办")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("统计")
    await page.keyboard.press("Enter")
    await expect(page.locator("#phone-admin .row.own .bubble")).to_have_text("待办\n统计")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("#phone-admin .tray")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#phone-admin .tray")).to_be_hidden()
    assert await page.evaluate("document.activeElement.getAttribute('aria-label')") == "图片、位置、语音等"


async def test_markup_stays_words(show: Show, open_page: OpenPage) -> None:
    page = await open_page(address(show), WIDE)
    evil = "<img src=x onerror=alert(1)><script>document.title='x'</script>"
    await page.locator("#input-farmer").fill(evil)
    await page.keyboard.press("Enter")
    await expect(page.locator("#phone-farmer .row.bot .bubble")).to_have_text(evil)
    assert await page.locator("#phone-farmer .bubble img, #phone-farmer script").count() == 0


async def test_picture_place_voice_and_following(show: Show, open_page: OpenPage) -> None:
    page = await open_page(address(show), WIDE)
    farmer = page.locator("#phone-farmer")
    for names in (["图片", "裂开的李子"], ["位置", "重庆市奉节县白帝镇"], ["语音"], ["菜单", "我的进度"], ["取消关注"]):
        await farmer.get_by_role("button", name="图片、位置、语音等").click()
        for name in names:
            await farmer.locator(".tray").get_by_role("button", name=name).click()
    await farmer.get_by_role("button", name="重新关注").click()
    await expect(farmer.locator("form")).to_be_visible()
    await expect(farmer.locator(".row.own .picture")).to_have_count(1)
    kinds = [incoming.kind for incoming in show.callback.received]
    assert kinds == ["image", "location", "voice", "click", "unsubscribe", "subscribe"]


async def test_pushes_raise_a_badge_until_they_are_looked_at(show: Show, open_page: OpenPage) -> None:
    page = await open_page(address(show), NARROW)
    data = {"subject": {"value": "脆李裂果"}, "next": {"value": "回“看12”看详情"}}
    show.platform.person("o_expert")
    assert show.platform.sending.template({"touser": "o_expert", "template_id": "T1", "data": data}) == 0
    tab = page.locator("#switcher button", has_text="专家李老师")
    await expect(tab.locator(".badge")).to_have_text("1")
    await expect(page.locator("#phone-expert")).to_be_hidden()
    await tab.click()
    await expect(page.locator("#phone-expert .card")).to_contain_text("新需求")
    await expect(tab.locator(".badge")).to_be_hidden()
    await page.locator("#phone-expert .chip", has_text="看12").click()
    assert await page.locator("#input-expert").input_value() == "看12"


async def test_what_the_bot_proposes_can_be_tapped(show: Show, open_page: OpenPage) -> None:
    page = await open_page(address(show), WIDE)
    said = "接单回“揭榜 12”，先看看回“看 12”。您说的“裂果”，够了回“够了”或“没解决”，留话回“留言 12 …”"
    await page.locator("#input-farmer").fill(said)
    await page.keyboard.press("Enter")
    chips = page.locator("#phone-farmer .chip.answer")
    await expect(chips).to_have_text(["揭榜 12", "看 12", "够了", "没解决", "留言 12"])
    await chips.last.click()
    assert await page.locator("#input-farmer").input_value() == "留言 12 "
    await page.locator("#input-farmer").fill("接（回1）还是看（回 2）？打 10 分，回“改”")
    await page.keyboard.press("Enter")
    await expect(chips).to_have_text(["改", "1", "2"])
    await page.locator("#input-farmer").fill("说哪天来，比如“约 3 周日上午8点”；改派回“派单 编号 姓名”，看别的回“进度”")
    await page.keyboard.press("Enter")
    await expect(chips).to_have_text(["约 3 周日上午8点", "派单", "进度"])
    await expect(page.locator("#phone-farmer .chip", has_text="进度")).to_have_count(1)


async def test_the_panel_jumps_ahead_and_shows_the_orders(show: Show, open_page: OpenPage) -> None:
    page = await open_page(address(show), WIDE)
    show.state["orders"] = [{"no": 12, "summary": "脆李裂果", "state": "claimed", "expert": "李建国"}]
    await page.get_by_role("button", name="+1 天").click()
    await expect(page.locator(".now")).to_have_text("11月22日 周日 09:00")
    await expect(page.locator("#panel")).to_contain_text("#12 脆李裂果")
    await expect(page.locator("#panel .state")).to_have_text("已揭榜")


@pytest.mark.parametrize("size", [WIDE, (1000, 700), NARROW])
async def test_nothing_sticks_out_and_a_reload_keeps_the_chat(
    show: Show, open_page: OpenPage, size: tuple[int, int]
) -> None:
    await show.send(phone="farmer", kind="text", text="很长" * 60)
    page = await open_page(address(show), size)
    await page.reload()
    await expect(page.locator("#phone-farmer .row")).to_have_count(2)
    await expect(page.locator("#switcher .badge:visible")).to_have_count(0)
    assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
