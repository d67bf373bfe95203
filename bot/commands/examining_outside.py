"""The looks of `jiebang doctor` at what lies outside: the platform, the clock, and the service's own door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from bot.channels.errcodes import Verdict, verdict_for
from bot.channels.wechat_token import MemoryTokenStore, TokenProvider, TokenUnavailable
from bot.channels.wechat_transport import Transport
from bot.clock import system_clock
from bot.commands.examining import Finding, Level
from bot.config import Configuration

SKEW = timedelta(seconds=60)
TOKEN_HINTS = {
    40013: "wechat.app_id is not an account of the platform",
    40125: "wechat.app_secret is wrong or was reset; take the new one from the settings page",
    40001: "wechat.app_secret does not belong to wechat.app_id",
    40164: "put this server's address on the account's IP white list (开发 > 基本配置)",
    50002: "the account is restricted; see its notices on the platform",
    50004: "stable_token may not be used by this account",
    45009: "the day's calls are used up; it goes on after midnight (China)",
}


async def platform(chosen: Configuration) -> AsyncIterator[Finding]:
    """A token can be had, and the clocks agree: a delivery older than five minutes is refused."""
    wechat = chosen.wechat
    async with aiohttp.ClientSession() as session:
        transport = Transport(session, wechat.api_base_url)
        provider = TokenProvider(transport, MemoryTokenStore(), wechat.app_id, wechat.app_secret, system_clock)
        try:
            await provider.token()
            yield Finding(Level.GOOD, "gives us a token")
        except TokenUnavailable as error:
            yield _no_token(error)
            return
        async with session.get(wechat.api_base_url, allow_redirects=False) as response:
            date = response.headers.get("Date")
    if date is not None:
        skew = datetime.now(UTC) - parsedate_to_datetime(date)
        level = Level.GOOD if abs(skew) < SKEW else Level.BAD
        remedy = "" if level is Level.GOOD else "set this server's clock (chrony or systemd-timesyncd)"
        yield Finding(level, f"clocks differ by {skew.total_seconds():.0f} s", remedy)


def _no_token(error: TokenUnavailable) -> Finding:
    if error.errcode is None:
        what, remedy = f"cannot be reached ({error.detail})", "may this server call wechat.api_base_url?"
        return Finding(Level.BAD, what, remedy)
    meaning = verdict_for(error.errcode)
    default = "try again later" if meaning is Verdict.RETRY else f"look up {error.errcode} in the platform's list"
    return Finding(Level.BAD, f"refuses a token ({error.errcode})", TOKEN_HINTS.get(error.errcode, default))


async def service(chosen: Configuration) -> AsyncIterator[Finding]:
    """Whether `serve` answers on this machine."""
    address = f"http://{chosen.server.host}:{chosen.server.port}/readyz"
    try:
        timeout = aiohttp.ClientTimeout(total=5)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(address) as response:
            level = Level.GOOD if response.status == 200 else Level.BAD
            remedy = "" if level is Level.GOOD else f"see its log and {address}"
            yield Finding(level, f"`serve` answers {response.status} at {address}", remedy)
    except (aiohttp.ClientError, TimeoutError, OSError):
        yield Finding(Level.NOTE, f"`serve` does not answer at {address}", "start it, unless it runs elsewhere")
