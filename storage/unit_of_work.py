"""Everything that one message changes: the repositories over one transaction, and what they share within it."""

from __future__ import annotations

from sqlalchemy import select

from storage.activities import StoredActivities
from storage.delivery.media_queue import MediaQueue
from storage.delivery.notices import StoredNotices
from storage.delivery.outbox import Outbox
from storage.demands import StoredDemands
from storage.dues import Dues
from storage.engine.session import Session
from storage.engine.statements import Statements
from storage.expert_feed import ExpertFeed
from storage.experts import StoredExperts
from storage.figures import StoredFigures
from storage.knowledge import StoredKnowledge
from storage.orders import StoredOrders
from storage.people import StoredPeople
from storage.policies import StoredPolicies
from storage.purging import Purging
from storage.receiving.conversations import StoredConversations
from storage.receiving.inbox import Inbox
from storage.receiving.parking import Parking
from storage.records import StoredRecords
from storage.sealing import Sealer
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
        self.knowledge = StoredKnowledge(session)
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
