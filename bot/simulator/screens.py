"""Turns what people do and what reaches them into the entries that their phones show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.simulator.album import Album
from bot.simulator.deeds import MENU, Deed
from bot.simulator.people import SimulatedPerson
from bot.simulator.transcript import Entry, Transcript
from bot.stand_in.passive import PassiveReply
from bot.stand_in.platform import FakePlatform
from bot.stand_in.sent import SentMessage

LABELS = {"subject": "事项", "state": "进展", "time": "时间", "place": "地点", "next": "下一步"}
BANNER = "该服务号暂时无法提供服务，请稍后再试"
VOICE = "语音 5 秒（没有转成文字）"


class Screens:
    """Listens to the platform from the start; `close` ends that."""

    def __init__(
        self,
        platform: FakePlatform,
        people: Sequence[SimulatedPerson],
        transcript: Transcript,
        album: Album,
        titles: Mapping[str, str],
        labels: Mapping[str, str],
    ) -> None:
        self._platform = platform
        self._keys = {person.openid: person.key for person in people}
        self._transcript = transcript
        self._album = album
        self._titles = titles
        self._labels = {**LABELS, **labels}
        self._stop = platform.record.listen(self._show_push)
        self._is_open = True

    def close(self) -> None:
        """Stop listening."""
        if self._is_open:
            self._is_open = False
            self._stop()

    def show_deed(self, person: SimulatedPerson, deed: Deed) -> None:
        """What the person did, on the person's own side or as a grey line."""
        key = person.key
        if deed.kind == "image":
            entry = Entry(key, "own", "image", media=self._keep(deed.content))
        elif deed.kind in {"text", "location"}:
            entry = Entry(key, "own", deed.kind, deed.text)
        elif deed.kind == "voice":
            entry = Entry(key, "own", "voice", VOICE)
        elif deed.kind == "tap":
            entry = Entry(key, "system", "event", f"点了菜单“{MENU[deed.text]}”")
        else:
            follows = deed.kind == "follow"
            entry = Entry(key, "system", "event", "已关注" if follows else "已取消关注", follows=follows)
        self._transcript.add(entry)

    def show_reply(self, person: SimulatedPerson, reply: PassiveReply) -> None:
        """What came back at once; nothing where the bot had nothing to say."""
        if reply.kind == "none":
            return
        if reply.is_banner:
            entry = Entry(person.key, "system", "banner", BANNER)
        elif reply.kind == "text":
            entry = Entry(person.key, "bot", "text", reply.text, "passive")
        elif reply.kind == "transfer_customer_service":
            entry = Entry(person.key, "system", "event", "已转到人工客服")
        else:
            entry = Entry(person.key, "bot", "text", f"[{reply.kind}]", "passive")
        self._transcript.add(entry)

    def _show_push(self, message: SentMessage) -> None:
        key = self._keys.get(message.openid)
        if key is None:
            return
        if message.kind == "notice":
            fields = tuple((self._labels.get(name, name), value) for name, value in message.fields)
            title = self._titles.get(message.template_id, "服务通知")
            entry = Entry(key, "bot", "notice", tag=message.channel, title=title, fields=fields)
        elif message.kind == "image":
            stored = self._platform.media.find(message.media_id)
            media = self._keep(stored.content) if stored else ""
            entry = Entry(key, "bot", "image", tag=message.channel, media=media)
        else:
            entry = Entry(key, "bot", "text", message.text, message.channel)
        self._transcript.add(entry)

    def _keep(self, content: bytes) -> str:
        return f"/sim/pictures/{self._album.add(content)}"
