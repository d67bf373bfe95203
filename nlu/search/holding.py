"""How far experts hold a subject: whether one part of a profile names it, not whether its words lie about in it.

Of who tells much, not naming a subject says that it is not held. Of who tells little it says nothing: there it counts
instead how far the expert's second levels are the need's: all of it, unless what little is told names other animals.
"""

from __future__ import annotations

import numpy as np

from nlu.search.opened import Met, Opened
from nlu.search.postings import Floats
from nlu.search.shelf import FIELD, PROFILE, SKILL, TITLE, TOLD, UNIT, WORKPLACE

_OF_SORT = {SKILL: 1.0, FIELD: 1.0, TITLE: 0.0, PROFILE: 0.7, UNIT: 0.0, TOLD: 1.0, WORKPLACE: 0.7}
OF_SORT = np.array([_OF_SORT[sort] for sort in sorted(_OF_SORT)], dtype=np.float32)
OF_SECOND = 0.8  # what the right second level counts in a profile that tells nothing


def held(opened: Opened, met: Met, weights: Floats, seconds: Floats, kin: Floats | None = None) -> Floats:
    """For each of these experts 0 to 1: the greatest share of any phrase that one part of the profile has.

    The share counts times the phrase's weight; `seconds` is 0 to 1 for how far each is of the need's second levels,
    `kin` as of `Creatures.kin`.
    """
    named = np.zeros(len(opened.rows), dtype=np.float32)
    shares = (met.cover * weights).max(axis=1, initial=0.0) * OF_SORT[met.sorts]
    np.maximum.at(named, met.owners, shares.astype(np.float32))
    told = opened.shelf.told[opened.rows]
    if kin is not None:
        seconds = seconds * (1 + np.minimum(kin, 0))
    return np.asarray(named + (1 - named) * (1 - told) * OF_SECOND * seconds, dtype=np.float32)
