"""What can be done for a demand without anybody having written: due moments and turns work at the same desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.bases import Base, Rules
from domain.demands import Demand, HistoryEntry
from domain.notices import Notice, Priority
from domain.ports import UnitOfWork
from domain.work import Task, TaskKind
from handlers.turn import Services, Turn, is_pressing, morning_for, staff_of, told_of
from handlers.wording import common, staff


@dataclass(frozen=True, slots=True)
class Desk:
    """Storage, rules and the clock; `person_id` is who acts, None where a due moment does."""

    uow: UnitOfWork
    services: Services
    now: datetime
    person_id: int | None = None

    @classmethod
    def of(cls, turn: Turn) -> Desk:
        """The desk at which a person's turn is handled."""
        return cls(turn.uow, turn.services, turn.now, turn.person.id)

    @property
    def rules(self) -> Rules:
        """The configured rules."""
        return self.services.rules

    def base_of(self, demand: Demand) -> Base:
        """The base whose calendar counts for a demand."""
        return self.rules.base_for(demand.place_code, demand.base)

    async def notify(
        self,
        kind: str,
        person_id: int | None,
        *,
        demand_no: int | None = None,
        subject: str | None = None,
        revision: int | None = None,
        priority: Priority = Priority.ANSWER,
        urgent: bool = False,
        expires_at: datetime | None = None,
        **fields: Any,
    ) -> None:
        """A notice for somebody; at night it waits until quiet hours are over, as `Turn.notify` says."""
        if person_id is None or person_id == self.person_id:
            return
        notice = Notice(
            kind=kind,
            person_id=person_id,
            fields=fields,
            demand_no=demand_no,
            subject=subject,
            revision=revision,
            priority=priority,
            urgent=urgent,
            due_at=await self._due_at(person_id, expires_at, is_pressing(priority, urgent, expires_at)),
            expires_at=expires_at,
        )
        await self.uow.notices.add(notice, self.now)

    async def _due_at(self, person_id: int, latest: datetime | None, presses: bool) -> datetime | None:
        """A due moment may be handled late, at night: then the notice waits, unless that makes it useless."""
        if self.person_id is not None:
            return None if presses else await morning_for(self.uow, self.rules, self.now, person_id, latest)
        released = self.rules.quiet_hours.release(self.now)
        return released if released > self.now and (latest is None or released < latest) else None

    async def owe(
        self,
        demand: Demand,
        kind: TaskKind,
        note: str,
        *,
        key: str | None = None,
        due_at: datetime | None = None,
        expert_id: int | None = None,
    ) -> None:
        """A line on the base's list, and its staff told."""
        task = Task(
            demand.base,
            kind,
            self.now,
            demand.no,
            expert_id,
            detail={"note": note},
            due_at=due_at,
            key=key or f"{kind}:{demand.no}",
        )
        await self.uow.work.add_task(task)
        told = told_of(task, staff.look_at(demand.no), note=common.cut(note, 60))
        for one in await staff_of(self.uow, demand.base):
            await self.notify("task", one.id, **told)

    async def record(self, demand: Demand, action: str, **detail: object) -> None:
        """Keep what happened to the demand without moving it."""
        await self.uow.demands.record(HistoryEntry(demand.no, action, self.now, self.person_id, dict(detail)))
