"""The language floor as the process lends it to handlers: loaded once, with what staff corrected."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from pathlib import Path

from bot.clock import Now
from bot.config import Configuration
from domain.bases import Rules
from domain.matching import Weights
from handlers.turn import ExpertSearch, PolicySearch, Services
from nlu.labels.corrections import Correction
from nlu.labels.fields import field_name, fields, find_field
from nlu.places import PlaceReader
from nlu.search.duplicates import is_same_need
from nlu.search.knowledge import Knowledge
from nlu.search.passages import PassageIndex
from nlu.understand import Understander
from nlu.understanding import FieldGuess, Understanding
from storage.engine.database import Database

CODE_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 12  # 30 ** 12 is more than 2 ** 58


class Language:
    """Understanding, and the corrections learned so far."""

    def __init__(self, engine: Understander, places: PlaceReader, knowledge: Knowledge) -> None:
        self.engine = engine
        self.shipped = knowledge
        self.knowledge = knowledge  # with what staff added in chat
        self._places = places
        self._learned_id = 0

    @classmethod
    def load(cls, folder: Path | None = None) -> Language:
        """The shipped data; about a second, and two more unless a folder keeps the compiled knowledge."""
        return cls(Understander.load(), PlaceReader.load(), Knowledge.load(folder))

    def understand(self, text: str, now: datetime) -> Understanding:
        """One message."""
        return self.engine.understand(text, now)

    def read_place(self, text: str) -> tuple[str, str] | None:
        """Code and full name of the place a cell or a line names."""
        place = self._places.read(text).place
        return (place.code, place.name) if place else None

    def same_need(self, text: str, other: str, place: str | None = None, other_place: str | None = None) -> float:
        """How surely two texts are one need."""
        return is_same_need(text, other, self.knowledge, place, other_place)

    def forget(self) -> None:
        """Back to what was shipped, as if loaded anew."""
        self.engine.forget_corrections()
        self._learned_id = 0
        self.knowledge = self.shipped

    async def learn_from(self, database: Database, now: Now) -> int:
        """Take over corrections that any process has stored since."""
        fresh = await database.read(lambda uow: uow.records.learned(self._learned_id))
        for correction_id, text, code, second in fresh:
            self.engine.learn(Correction(text, code, second), now())
            self._learned_id = max(self._learned_id, correction_id)
        return len(fresh)

    def services(
        self, configuration: Configuration, rules: Rules, search: ExpertSearch, policies: PolicySearch | None = None
    ) -> Services:
        """What handlers are lent."""
        return Services(
            rules=rules,
            search=search,
            policies=policies if policies is not None else PassageIndex(),
            understand=self.understand,
            read_field=read_field,
            new_code=new_code,
            hash_code=hash_code,
            same_need=self.same_need,
            field_names={code: entry.name for code, entry in fields().items()},
            weights=Weights.named(configuration.matching.weights),
        )


def read_field(text: str) -> FieldGuess | None:
    """The field that a person names."""
    found = find_field(text.strip())
    return FieldGuess(found[0], field_name(found[0]), found[1], 1.0) if found else None


def new_code() -> tuple[str, str]:
    """A one-time code in groups of four, and its hash."""
    letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    code = "-".join(letters[index : index + 4] for index in range(0, CODE_LENGTH, 4))
    return code, hash_code(code)


def hash_code(code: str) -> str:
    """The same for lower case and without dashes; the code itself is stored nowhere."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
