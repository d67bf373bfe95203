"""The passive reply, the one message that costs nothing, in a form the platform never answers with its error banner."""

from __future__ import annotations

from datetime import datetime

from bot.channels.texts import clean, clip

MAXIMUM_TEXT_BYTES = 2000
CUT_HINT = "（内容较长，后面的没有显示）"
SUCCESS = "success"


def cdata(text: str) -> str:
    """The text as character data; a `]]>` inside is split over two sections."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def fit_text(text: str, hint: str = CUT_HINT) -> str:
    """What of a text one WeChat message can carry, passive reply and customer-service message alike."""
    return clip(clean(text), MAXIMUM_TEXT_BYTES, hint)


def text_reply(openid: str, account: str, text: str, at: datetime, hint: str = CUT_HINT) -> str:
    """XML of a text to `openid` from our original id `account`; an empty text is `success`, no reply at all."""
    content = fit_text(text, hint)
    if not content.strip():
        return SUCCESS
    return (
        f"<xml><ToUserName>{cdata(openid)}</ToUserName><FromUserName>{cdata(account)}</FromUserName>"
        f"<CreateTime>{int(at.timestamp())}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content>{cdata(content)}</Content></xml>"
    )
