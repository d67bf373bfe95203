"""Flattens a message's tree to names and texts, and reads the nested lists that subscription events bring."""

from __future__ import annotations

from bot.channels.refusal import Reason, Refused
from bot.channels.xml_tree import Node

_ONCE = frozenset({"ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "Event", "EventKey", "Content"})
_SEPARATOR = ","


def flatten(children: list[Node]) -> dict[str, str]:
    """Top-level texts by their name, nested ones as `Parent/Child`, repeated ones joined by commas.

    Subscription events add `accepted`, `rejected` (template ids) and, where one was sent, `template_id`,
    `message_id` and `errcode`; a delivery report adds `message_id` and `status`.
    """
    fields: dict[str, str] = {}
    for name, content in children:
        if name in _ONCE and (name in fields or not isinstance(content, str)):
            raise Refused(Reason.BAD_FIELD)
        _collect(name, content, fields)
    fields.update(_subscriptions(children))
    if "MsgID" in fields:
        fields.setdefault("message_id", fields["MsgID"].strip())
        fields.setdefault("status", fields.get("Status", "").strip())
    return fields


def _collect(path: str, content: str | list[Node], fields: dict[str, str]) -> None:
    if isinstance(content, str):
        fields[path] = f"{fields[path]}{_SEPARATOR}{content}" if path in fields else content
        return
    for name, child in content:
        _collect(f"{path}/{name}", child, fields)


def _subscriptions(children: list[Node]) -> dict[str, str]:
    entries = list(_entries(children))
    found: dict[str, str] = {}
    for status, name in (("accept", "accepted"), ("reject", "rejected")):
        chosen = [entry["TemplateId"] for entry in entries if entry.get("SubscribeStatusString", "").lower() == status]
        if chosen:
            found[name] = _SEPARATOR.join(chosen)
    sent = next((entry for entry in entries if "ErrorCode" in entry), None)
    if sent is not None:
        found["template_id"] = sent["TemplateId"]
        found["message_id"] = sent.get("MsgID", "")
        found["errcode"] = sent["ErrorCode"]
        found["status"] = sent.get("ErrorStatus", "")
    return found


def _entries(children: list[Node]) -> list[dict[str, str]]:
    """Every group of elements, at whatever depth, that speaks of one template."""
    entries: list[dict[str, str]] = []
    for _, content in children:
        if isinstance(content, str):
            continue
        entry = {name: child.strip() for name, child in content if isinstance(child, str)}
        if "TemplateId" in entry:
            entries.append(entry)
        entries.extend(_entries(content))
    return entries
