"""What a person can do on a phone: each deed opens the windows it opens in life and yields a push to deliver."""

from __future__ import annotations

from bot.stand_in.passive import PassiveReply
from bot.stand_in.phone_wire import PhoneWire
from bot.stand_in.platform import FakePlatform
from bot.stand_in.wire_xml import Fields, Push, PushWriter, popup


class Phone:
    """One person's phone; the methods named after deeds deliver at once, `writes` and `event` only prepare."""

    def __init__(self, openid: str, platform: FakePlatform, wire: PhoneWire, writer: PushWriter) -> None:
        self.openid = openid
        self._platform = platform
        self._wire = wire
        self._writer = writer

    def writes(self, text: str) -> Push:
        """A text, ready to be delivered once or several times."""
        return self.message("text", {"Content": text})

    def message(self, kind: str, fields: Fields) -> Push:
        """Any message; it opens the 48-hour window."""
        person = self._platform.person(self.openid)
        person.follows = True
        person.writes(self._platform.now())
        return self._writer.message(self.openid, kind, self._platform.now(), fields)

    def event(self, name: str, fields: Fields) -> Push:
        """Any event; it opens no window by itself."""
        return self._writer.event(self.openid, name, self._platform.now(), fields)

    async def text(self, text: str) -> PassiveReply:
        """Types a text."""
        return await self._wire.deliver(self.writes(text))

    async def image(self, content: bytes, content_type: str = "image/jpeg") -> PassiveReply:
        """Sends a picture."""
        media_id = self._platform.media.add("image", content, content_type)
        fields = {"PicUrl": f"http://mmbiz.qpic.cn/{media_id}", "MediaId": media_id}
        return await self._wire.deliver(self.message("image", fields))

    async def voice(self, content: bytes = b"#!AMR\n", recognition: str | None = "") -> PassiveReply:
        """Speaks; `recognition` is empty or, with None, missing since the platform retired it."""
        media_id = self._platform.media.add("voice", content)
        fields: dict[str, str] = {"MediaId": media_id, "Format": "amr"}
        return await self._wire.deliver(
            self.message("voice", fields if recognition is None else {**fields, "Recognition": recognition})
        )

    async def video(self, content: bytes, is_short: bool = False) -> PassiveReply:
        """Sends a film."""
        media_id, thumb = self._platform.media.add("video", content), self._platform.media.add("thumb", b"\xff\xd8")
        kind = "shortvideo" if is_short else "video"
        return await self._wire.deliver(self.message(kind, {"MediaId": media_id, "ThumbMediaId": thumb}))

    async def location(self, latitude: float, longitude: float, label: str = "") -> PassiveReply:
        """Sends a place on the map."""
        fields: Fields = {"Location_X": latitude, "Location_Y": longitude, "Scale": 16, "Label": label}
        return await self._wire.deliver(self.message("location", fields))

    async def link(self, title: str, description: str, address: str) -> PassiveReply:
        """Forwards a link."""
        fields = {"Title": title, "Description": description, "Url": address}
        return await self._wire.deliver(self.message("link", fields))

    async def menu_option(self, text: str, option: str) -> PassiveReply:
        """Taps an option of a menu message: it comes as text but counts as a tap."""
        person = self._platform.person(self.openid)
        person.acts(self._platform.now())
        push = self._writer.message(
            self.openid, "text", self._platform.now(), {"Content": text, "bizmsgmenuid": option}
        )
        return await self._wire.deliver(push)

    async def follow(self, scene: str = "") -> PassiveReply:
        """Follows the account, perhaps by a code with a scene."""
        person = self._platform.person(self.openid)
        person.follows, person.has_blocked = True, False
        person.acts(self._platform.now())
        fields = {"EventKey": f"qrscene_{scene}", "Ticket": "ticket"} if scene else {"EventKey": ""}
        return await self._wire.deliver(self.event("subscribe", fields))

    async def unfollow(self) -> PassiveReply:
        """Leaves; what was allowed is gone."""
        person = self._platform.person(self.openid)
        person.follows, person.message_window, person.action_window = False, None, None
        person.consents.clear()
        return await self._wire.deliver(self.event("unsubscribe", {}))

    async def scan(self, scene: str) -> PassiveReply:
        """Scans a code as a follower."""
        self._platform.person(self.openid).acts(self._platform.now())
        return await self._wire.deliver(self.event("SCAN", {"EventKey": scene, "Ticket": "ticket"}))

    async def click(self, key: str) -> PassiveReply:
        """Taps a menu button."""
        self._platform.person(self.openid).acts(self._platform.now())
        return await self._wire.deliver(self.event("CLICK", {"EventKey": key}))

    async def view(self, address: str) -> PassiveReply:
        """Taps a menu link, which allows nothing."""
        return await self._wire.deliver(self.event("VIEW", {"EventKey": address}))

    async def report_location(self, latitude: float, longitude: float, precision: float = 40.0) -> PassiveReply:
        """The phone tells where it is."""
        fields: Fields = {"Latitude": latitude, "Longitude": longitude, "Precision": precision}
        return await self._wire.deliver(self.event("LOCATION", fields))

    async def consent(self, accepted: list[str], refused: list[str] | None = None) -> PassiveReply:
        """Answers a consent dialogue for subscription notices."""
        self._platform.person(self.openid).consents.update(accepted)
        return await self._wire.deliver(self.event("subscribe_msg_popup_event", popup(accepted, refused or [])))

    async def turn_off(self, template_id: str) -> PassiveReply:
        """Refuses a kind of notice for good in the settings."""
        self._platform.person(self.openid).refused.add(template_id)
        inner: Fields = {"List": {"TemplateId": template_id, "SubscribeStatusString": "reject"}}
        fields: Fields = {"SubscribeMsgChangeEvent": inner}
        return await self._wire.deliver(self.event("subscribe_msg_change_event", fields))

    async def notice_result(self, template_id: str, message_id: int, errcode: int = 0) -> PassiveReply:
        """The platform reports what became of a subscription notice."""
        entry: Fields = {"TemplateId": template_id, "MsgID": message_id, "ErrorCode": errcode, "ErrorStatus": "success"}
        fields: Fields = {"SubscribeMsgSentEvent": {"List": entry}}
        return await self._wire.deliver(self.event("subscribe_msg_sent_event", fields))

    async def template_result(self, message_id: int, status: str = "success") -> PassiveReply:
        """The platform reports what became of a template message."""
        fields: Fields = {"MsgID": message_id, "Status": status}
        return await self._wire.deliver(self.event("TEMPLATESENDJOBFINISH", fields))


class Phones:
    """All phones on one wire."""

    def __init__(self, platform: FakePlatform, wire: PhoneWire) -> None:
        self._platform = platform
        self.wire = wire
        self._writer = PushWriter(wire.account)

    def of(self, openid: str) -> Phone:
        """The phone of that openid."""
        return Phone(openid, self._platform, self.wire, self._writer)
