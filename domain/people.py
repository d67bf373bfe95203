"""People and what they may do: a person is not an identity, and roles are held per base."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.message import Sender


class Role(StrEnum):
    """What a person may be in a base; an asker needs no role."""

    EXPERT = "expert"
    BUTLER = "butler"
    ADMINISTRATOR = "admin"
    OFFICE = "office"
    STATION = "station"
    CONTACT = "contact"
    LEADER = "leader"


STAFF = frozenset({Role.BUTLER, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a base; for an expert also which expert of the pool this person is."""

    base: str
    role: Role
    expert_id: int | None = None


@dataclass(slots=True)
class Person:
    """Somebody who chats. `trade` is the asker's role as understood (farmer …); place is the last one given."""

    id: int
    identity_id: int
    sender: Sender
    name: str | None = None
    trade: str | None = None
    organization: str | None = None
    place_code: str | None = None
    place_name: str | None = None
    base: str | None = None
    is_following: bool = True
    created_at: datetime | None = None
    grants: list[Grant] = field(default_factory=list)

    def has(self, role: Role, base: str | None = None) -> bool:
        """Whether this person holds the role, in that base or in any."""
        return any(grant.role is role and base in (None, grant.base) for grant in self.grants)

    @property
    def is_staff(self) -> bool:
        """Butler or administrator of any base."""
        return bool(self.grants) and any(grant.role in STAFF for grant in self.grants)

    @property
    def staff_bases(self) -> tuple[str, ...]:
        """The bases whose demands this person steers."""
        return tuple(dict.fromkeys(grant.base for grant in self.grants if grant.role in STAFF))

    @property
    def expert_ids(self) -> tuple[int, ...]:
        """The experts of the pool that this person is: one for each base."""
        if not self.grants:
            return ()
        return tuple(grant.expert_id for grant in self.grants if grant.role is Role.EXPERT and grant.expert_id)
