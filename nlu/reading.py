"""Everything a message says literally (places, times, phones, names, numbers), read once for all later steps."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from nlu.dialogue.forms import Form, read_form
from nlu.entities import read_demand_no, read_names, read_organization, read_phones
from nlu.entities.identities import MASK as HIDDEN
from nlu.entities.identities import mask_identities
from nlu.labels.features import mask
from nlu.places import PlaceReader, PlaceReading
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex
from nlu.times import read_times
from nlu.understanding import TimeExpression

_LINK = lazy_regex(r"https?://[^\s\u4e00-\u9fff，。]+")  # beside words of one's own it tells nothing


class Reading(NamedTuple):
    """The literal content; `masked` is the text with places, times, phones and numbers replaced by signs."""

    clean: str
    masked: str
    form: Form | None
    places: PlaceReading
    times: tuple[TimeExpression, ...]
    phones: tuple[str, ...]
    names: tuple[str, ...]
    organization: str | None
    demand_no: int | None
    identity_masked: bool


class LiteralReader:
    """Reads what needs no statistics."""

    def __init__(self, places: PlaceReader) -> None:
        self._places = places

    @classmethod
    def load(cls) -> LiteralReader:
        """The reader over the shipped regions."""
        return cls(PlaceReader.load())

    def read(self, text: str, now: datetime, previous: datetime | None = None) -> Reading:
        """All literal readings of one message."""
        plain = normalise(text)
        worded = _LINK.sub("", plain).strip() if "http" in plain else plain
        clean, identity_masked = mask_identities(worded or plain)
        form = read_form(mask_identities(plain)[0] if worded != plain else clean)
        places = self._places.read(clean)
        times = read_times(clean, now, previous=previous)
        phones = read_phones(clean)
        spans = [(mention.start, mention.end) for mention in places.mentions]
        placed = tuple(clean[start:end] for start, end in spans)
        return Reading(
            clean=clean,
            masked=mask(clean, spans, [time.text for time in times], phones).replace(HIDDEN, ""),
            form=form,
            places=places,
            times=times,
            phones=phones,
            names=tuple([name for name in read_names(clean) if not name.startswith(placed)]),
            organization=read_organization(clean),
            demand_no=_demand_no(form, clean),
            identity_masked=identity_masked,
        )


def _demand_no(form: Form | None, clean: str) -> int | None:
    if form is not None and form.number is not None:
        return None if form.is_activity else form.number
    if form is not None and form.is_activity:
        return None
    return read_demand_no(clean)
