"""Everything that one message changes: the repositories over one transaction, and what they share within it."""

from __future__ import annotations

from sqlalchemy import select

from storage.activities import StoredActivities
from storage.conversations import StoredConversations
from storage.demands import StoredDemands
from storage.dues import Dues
from storage.expert_feed import ExpertFeed
from storage.experts import StoredExperts
from storage.figures import StoredFigures
from storage.inbox import Inbox
from storage.media_queue import MediaQueue
from storage.notices import StoredNotices
from storage.orders import StoredOrders
from storage.outbox import Outbox
from storage.parking import Parking
from storage.people import StoredPeople
from storage.policies import StoredPolicies
from storage.purging import Purging
from storage.records import StoredRecords
from storage.sealing import Sealer
from storage.session import Session
from storage.statements import Statements
from storage.visits import StoredRatings, StoredVisits
from storage.work import StoredWork


class StoredUnitOfWork:
    """Fulfils `domain.ports.UnitOfWork`; the inbox, the outbox and what follows are for the process
    around the handlers."""

    def __init__(self, statements: Statements, sealer: Sealer) -> None:
        session = Session(statements, sealer)
        self.session = session
        self.statements = statements
        self.people = StoredPeople(session)
        self.conversations = StoredConversations(session)
        self.demands = StoredDemands(session)
        self.orders = StoredOrders(session)
        self.experts = StoredExperts(session)
        self.visits = StoredVisits(session)
        self.ratings = StoredRatings(session)
        self.activities = StoredActivities(session)
        self.work = StoredWork(session)
        self.records = StoredRecords(session)
        self.notices = StoredNotices(session)
        self.figures = StoredFigures(session)
        self.inbox = Inbox(session)
        self.parking = Parking(session)
        self.outbox = Outbox(session)
        self.dues = Dues(session)
        self.media_queue = MediaQueue(session)
        self.expert_feed = ExpertFeed(session)
        self.purging = Purging(session)
        self.policies = StoredPolicies(session)

    async def ping(self) -> None:
        """Whether the database answers."""
        await self.session.value(select(1))

    async def flush(self) -> None:
        """Write what was gathered; called once, before the commit."""
        await self.notices.wake_held()
        await self.inbox.flush()
