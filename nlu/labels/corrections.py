"""What people corrected, remembered as examples that change the answer for similar texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Correction:
    """A text and the field (and second level) that a person says it belongs to."""

    text: str
    field: str
    second: str | None = None


@dataclass(frozen=True, slots=True)
class Remembered:
    """A correction with the two views of its text: what it says, and what the models made of it."""

    correction: Correction
    surface: Vector
    meaning: Vector


def unit(vector: Vector) -> Vector:
    """The vector at length 1 (zero stays zero)."""
    norm = float(np.sqrt(vector @ vector))
    return vector / np.float32(norm) if norm else vector


def closeness(surface: Vector, meaning: Vector, memory: Remembered) -> float:
    """How alike two texts are: by shared wording and by the models' opinion of them (0 to 1)."""
    return 0.5 * float(surface @ memory.surface) + 0.5 * float(meaning @ memory.meaning)


def nearest(surface: Vector, meaning: Vector, memories: Sequence[Remembered], threshold: float) -> Correction | None:
    """The correction of the most similar text, or None where none is similar enough."""
    best = max(memories, key=lambda memory: closeness(surface, meaning, memory), default=None)
    if best is None or closeness(surface, meaning, best) < threshold:
        return None
    return best.correction
