"""Reads what our callback answered as strictly as the platform does: whatever it cannot read is an error banner."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.channels.refusal import Refused
from bot.channels.wechat_crypto import Vault, sign
from bot.channels.xml_tree import read_tree

MAXIMUM_TEXT_BYTES = 2048


@dataclass(frozen=True, slots=True)
class PassiveReply:
    """What the person sees at once. `kind`: none (nothing), text, image …, or banner (该服务号暂时无法提供服务).

    `status` is the HTTP status, 0 where no answer came; `attempts` counts the deliveries it took.
    """

    status: int
    kind: str
    text: str = ""
    body: str = ""
    seconds: float = 0.0
    attempts: int = 1
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def is_banner(self) -> bool:
        """Whether the person sees the platform's error instead of us."""
        return self.kind == "banner"


def read_reply(status: int, body: str, openid: str, account: str, token: str, vault: Vault | None) -> PassiveReply:
    """The reply as the platform understands it."""
    if status != 200:
        return PassiveReply(status, "banner", body=body)
    if body in {"", "success"}:
        return PassiveReply(status, "none", body=body)
    try:
        fields = _texts(body if vault is None else _opened(body, token, vault))
    except (Refused, KeyError):
        return PassiveReply(status, "banner", body=body)
    kind = fields.get("MsgType", "")
    if not kind or fields.get("ToUserName") != openid or fields.get("FromUserName") != account:
        return PassiveReply(status, "banner", body=body)
    text = fields.get("Content", "")
    if kind == "text" and not 0 < len(text.encode()) < MAXIMUM_TEXT_BYTES:
        return PassiveReply(status, "banner", body=body)
    return PassiveReply(status, kind, text, body, fields=fields)


def _opened(body: str, token: str, vault: Vault) -> str:
    sealed = _texts(body)
    if sign(token, sealed["TimeStamp"], sealed["Nonce"], sealed["Encrypt"]) != sealed["MsgSignature"]:
        raise KeyError("MsgSignature")
    return vault.decrypt(sealed["Encrypt"]).decode()


def _texts(xml: str) -> dict[str, str]:
    return {name: value for name, value in read_tree(xml.encode()) if isinstance(value, str)}
