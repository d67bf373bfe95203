"""A model of one person, the ledger and the platform: whatever happens, nothing illegal is ever sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.channels.errcodes import Verdict
from bot.config import NoticeSection
from bot.delivery.packing import Departure, Ways, pack
from bot.delivery.pauses import Pauses
from bot.stand_in.media import MediaShelf
from bot.stand_in.people import Person
from bot.stand_in.sending import Sending
from bot.stand_in.sent import SentRecord
from domain.allowance import Allowance, Trigger
from domain.notices import Notice, Outgoing, OutgoingStatus, Rung

FIELDS = {"subject": "thing1", "state": "thing2", "next": "thing3"}
SECTIONS = {
    "progress": NoticeSection(via="template", template_id="t1", fields=FIELDS),
    "new_order": NoticeSection(via="subscribe", template_id="s1", fields=FIELDS),
}
KINDS = {
    "text": {"text": "进展：专家已出发"},
    "push": {"no": 3, "title": "脆李裂果", "county": "奉节县"},
    "taken": {"no": 3},
}
ENDS = {"sent": OutgoingStatus.SENT, "unknown": OutgoingStatus.UNKNOWN, "not_accepted": OutgoingStatus.WAITING}
CLOSING = (Verdict.SLOW_DOWN, Verdict.PAUSE_CHANNEL, Verdict.ALERT)
DAILY = 6


class OnePerson(RuleBasedStateMachine):
    """Deeds reach the platform first and us a little later; time passes; delivery runs now and then."""

    @initialize()
    def begin(self) -> None:
        self.now = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
        self.person = Person("farmer")
        self.sending = Sending({"farmer": self.person}, MediaShelf(self._clock), SentRecord(), self._clock)
        self.sending.templates_a_day = DAILY
        self.ledger = Allowance(1)
        self.pauses = Pauses()
        self.rows: list[Outgoing] = []
        self.day, self.used_today = None, 0
        self.accepted: dict[int, int] = {}

    def _clock(self) -> datetime:
        return self.now

    @rule(seconds=st.sampled_from([1, 20, 50, 58, 61, 600, 3600, 47 * 3600, 2 * 3600 - 60]))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: self.person.follows)
    @rule(is_tap=st.booleans(), late=st.integers(0, 4), seconds=st.integers(-8, 4))
    def something_comes_just_as_a_window_closes(self, is_tap: bool, late: int, seconds: int) -> None:
        (self.taps if is_tap else self.writes)(late)
        window = self.person.action_window if is_tap else self.person.message_window
        assert window is not None
        self.now = max(self.now, window.until + timedelta(seconds=seconds))
        self.one_after_the_other(1)

    @precondition(lambda self: self.person.follows and not self.person.has_blocked)
    @rule(late=st.integers(0, 4))
    def writes(self, late: int) -> None:
        self.person.writes(self.now)
        self.now += timedelta(seconds=late)
        self.ledger.note(Trigger.MESSAGE, self.now)
        for row in self.rows:
            if row.status is OutgoingStatus.HELD:
                row.move(OutgoingStatus.WAITING)

    @precondition(lambda self: self.person.follows)
    @rule(late=st.integers(0, 4))
    def taps(self, late: int) -> None:
        self.person.acts(self.now)
        self.now += timedelta(seconds=late)
        self.ledger.note(Trigger.TAP, self.now)

    @precondition(lambda self: self.person.follows)
    @rule()
    def leaves(self) -> None:
        self.person.follows = False
        self.person.message_window = self.person.action_window = None
        self.person.consents.clear()
        self.ledger.leave()

    @precondition(lambda self: not self.person.follows)
    @rule()
    def comes_back(self) -> None:
        self.person.follows = True
        self.person.acts(self.now)
        self.ledger.is_following = True
        self.ledger.note(Trigger.TAP, self.now)

    @precondition(lambda self: self.person.follows)
    @rule(times=st.integers(1, 2))
    def consents(self, times: int) -> None:
        self.person.consents.update({"s1": times})
        self.ledger.credits["s1"] = self.ledger.credits.get("s1", 0) + times

    @rule(
        verdict=st.sampled_from([Verdict.SLOW_DOWN, Verdict.PAUSE_CHANNEL, Verdict.ALERT]), rung=st.sampled_from(Rung)
    )
    def a_rung_is_closed(self, verdict: Verdict, rung: Rung) -> None:
        self.pauses.pause(rung, verdict, self.now)

    @rule(kinds=st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=4))
    def notices_are_put(self, kinds: list[str]) -> None:
        for kind in kinds:
            notice = Notice(kind, 1, KINDS[kind])
            self.rows.append(Outgoing(notice, self.now, id=len(self.rows) + 1))

    @rule(times=st.integers(1, 7))
    def one_after_the_other(self, times: int) -> None:
        for _ in range(times):
            self.notices_are_put(["text"])
            self.delivery_runs("sent")

    @rule(outcome=st.sampled_from(["sent", "sent", "unknown_taken", "unknown_lost", "not_accepted"]))
    def delivery_runs(self, outcome: str) -> None:
        waiting = [row for row in self.rows if row.status is OutgoingStatus.WAITING]
        for row in waiting:
            row.move(OutgoingStatus.CLAIMED)
        ways = Ways(self.ledger, SECTIONS, self.now, self.pauses.closed(self.now), self._spend_template)
        plan = pack(waiting, ways)
        for row in plan.held:
            row.move(OutgoingStatus.HELD)
        for row, until in plan.deferred:
            assert until > self.now
            row.move(OutgoingStatus.WAITING)
        placed = [*plan.held, *(row for row, _ in plan.deferred), *(row for one in plan.departures for row in one.rows)]
        assert sorted(row.id for row in placed) == [row.id for row in waiting], "each row has one place"
        for departure in plan.departures:
            assert departure.rung not in self.pauses.closed(self.now)
            self._leave(departure, outcome)

    def _leave(self, departure: Departure, outcome: str) -> None:
        for row in departure.rows:
            row.move(OutgoingStatus.SENDING)
        if outcome in {"sent", "unknown_taken"}:
            errcode = self._call(departure)
            assert errcode == 0, f"illegal: {errcode} {departure.rung}"
            for row in departure.rows:
                self.accepted[row.id] = self.accepted.get(row.id, 0) + 1
        elif outcome == "not_accepted":
            self.ledger.give_back(departure.rung)
        for row in departure.rows:
            row.move(ENDS[outcome.partition("_")[0] if outcome.startswith("unknown") else outcome])

    def _call(self, departure: Departure) -> int:
        if departure.rung is Rung.CUSTOM:
            return self.sending.custom({"touser": "farmer", "msgtype": "text", "text": {"content": departure.text}})
        assert departure.fields is not None
        payload = {"touser": "farmer", "template_id": departure.template_id, "data": departure.fields.as_data()}
        return self.sending.template(payload) if departure.rung is Rung.TEMPLATE else self.sending.subscribe(payload)

    def _spend_template(self, _: Outgoing) -> bool:
        day = (self.now + timedelta(hours=8)).date()
        if day != self.day:
            self.day, self.used_today = day, 0
        if self.used_today >= DAILY:
            return False
        self.used_today += 1
        return True

    @invariant()
    def nothing_reaches_a_phone_twice(self) -> None:
        assert all(times == 1 for times in getattr(self, "accepted", {}).values())


OnePerson.TestCase.settings = settings(max_examples=250, stateful_step_count=40, deadline=None)
TestOnePerson = OnePerson.TestCase
