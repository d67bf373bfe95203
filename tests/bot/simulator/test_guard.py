"""The page is for this machine and its own requests alone, and carries no foreign script."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp.test_utils import make_mocked_request
from aiohttp.web import HTTPForbidden

from bot.simulator import page
from bot.simulator.guard import LARGEST_BODY, check
from tests.bot.simulator.conftest import Show


async def test_the_page_and_its_files_come_with_a_strict_policy(show: Show) -> None:
    for path in ("", "/static/app.js", "/static/phone.css", "/static/samples.json", "/static/pictures/plum.svg"):
        async with show.session.get(show.address.with_path(f"/sim{path}")) as response:
            assert response.status == 200, path
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
            assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["nothing.js", "../page.py", "..%2Fpage.py", "%2Fetc%2Fpasswd", ".", "%00", "app.js%00.css"]
)
async def test_nothing_outside_the_folder_is_served(show: Show, name: str) -> None:
    address = f"{show.address}sim/static/{name}"
    async with show.session.get(address) as response:
        assert response.status == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "", "[::1"])
async def test_a_foreign_name_of_this_machine_is_refused(show: Show, host: str) -> None:
    async with show.session.get(show.address / "sim", headers={"Host": host}) as response:
        assert response.status in {400, 403}


async def test_another_page_cannot_post(show: Show) -> None:
    body = {"phone": "farmer", "kind": "text", "text": "好"}
    for origin, status in (
        ("http://evil.example", 403),
        ("null", 403),
        ("http://[half", 403),
        (str(show.address.origin()), 200),
    ):
        async with show.session.post(show.address / "sim/send", json=body, headers={"Origin": origin}) as response:
            assert response.status == status


async def test_only_json_objects_of_a_bearable_size_are_read(show: Show) -> None:
    for data, kind, status in (
        (b"{}", "text/plain", 415),
        (b"[]", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff", "application/json", 400),
        (b" " * (LARGEST_BODY + 1), "application/json", 413),
    ):
        async with show.session.post(
            show.address / "sim/send", data=BytesIO(data), headers={"Content-Type": kind}
        ) as response:
            assert response.status == status


def test_another_machine_is_refused() -> None:
    class Far:
        def get_extra_info(self, name: str, default: object = None) -> object:
            return ("203.0.113.5", 5000) if name == "peername" else default

        def is_closing(self) -> bool:
            return False

    request = make_mocked_request("GET", "/sim", headers={"Host": "127.0.0.1"}, transport=Far())
    with pytest.raises(HTTPForbidden):
        check(request)


def test_no_script_writes_markup() -> None:
    dangerous = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|https?://(?!www\.w3\.org)")
    scripts = [path for path in Path(page.STATIC).rglob("*") if path.suffix in {".js", ".html", ".css"}]
    assert len(scripts) > 8
    assert [path.name for path in scripts if dangerous.search(path.read_text(encoding="utf-8"))] == []
