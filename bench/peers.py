"""What our callback is measured against, each a server of its own: `python -m bench.peers NAME PORT`.

`plain` answers a fixed text, to show what HTTP alone costs; `floor` is a bare aiohttp handler with wechatpy's safe
mode that echoes; `werobot` echoes without a session, `werobot-session` with the storage that WeRoBot has by default.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.wire import CREDENTIALS


def floor(port: int) -> None:
    """aiohttp, wechatpy, and nothing else."""
    from aiohttp import web
    from wechatpy import parse_message
    from wechatpy.crypto import WeChatCrypto
    from wechatpy.replies import TextReply

    crypto = WeChatCrypto(CREDENTIALS.token, CREDENTIALS.encoding_aes_key, CREDENTIALS.app_id)

    async def receive(request: web.Request) -> web.Response:
        query = request.query
        body = (await request.read()).decode()
        xml = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
        message = parse_message(xml)
        reply = TextReply(content=message.content, message=message).render()
        sealed = crypto.encrypt_message(reply, query["nonce"], query["timestamp"])
        return web.Response(text=sealed, content_type="application/xml")

    application = web.Application()
    application.add_routes([web.post("/wechat", receive)])
    web.run_app(application, host="127.0.0.1", port=port, access_log=None, print=None)


def plain(port: int) -> None:
    """aiohttp alone: the body is read and something is answered."""
    from aiohttp import web

    async def receive(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(text=f"<xml>{request.query['nonce']}</xml>", content_type="application/xml")

    application = web.Application()
    application.add_routes([web.post("/wechat", receive)])
    web.run_app(application, host="127.0.0.1", port=port, access_log=None, print=None)


def werobot(port: int, *, has_session: bool) -> None:
    """WeRoBot behind waitress, the first server that it picks by itself."""
    import os
    import warnings

    warnings.simplefilter("ignore")
    os.chdir(tempfile.mkdtemp(prefix="jiebang-bench-"))
    from waitress import serve
    from werobot import WeRoBot

    options: dict[str, Any] = {} if has_session else {"SESSION_STORAGE": False}
    robot = WeRoBot(
        token=CREDENTIALS.token, encoding_aes_key=CREDENTIALS.encoding_aes_key, app_id=CREDENTIALS.app_id, **options
    )
    if has_session:

        @robot.text  # type: ignore[untyped-decorator]
        def echo_with_session(message: Any, session: dict[str, Any]) -> str:
            session["count"] = session.get("count", 0) + 1
            return str(message.content)
    else:

        @robot.text  # type: ignore[untyped-decorator]
        def echo(message: Any) -> str:
            return str(message.content)

    serve(robot.wsgi, host="127.0.0.1", port=port, threads=THREADS, connection_limit=200)


THREADS = 1  # the default session shares one SQLite connection, which more threads than one would break


def main() -> None:
    """One server, until it is ended."""
    name, port = sys.argv[1], int(sys.argv[2])
    sys.path.insert(0, str(Path(__file__).parents[1]))
    if name in {"floor", "plain"}:
        (floor if name == "floor" else plain)(port)
    else:
        werobot(port, has_session=name == "werobot-session")


if __name__ == "__main__":
    main()
