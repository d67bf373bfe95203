"""N-grams of a text looked up by number: no string is made of any, and a whole text takes a few array steps."""

from __future__ import annotations

from codecs import utf_16_le_encode
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
Slots = NDArray[np.uint32]
LONGEST = 4  # characters of 16 bits each, the first one lowest
LAST = "\uffff"  # of the characters of 16 bits
BUCKETS = 1 << 16
SLOTS = 1 << 17
NOTHING = -1  # the number in an empty slot, whose code four of the last character have too
_SLOT = np.uint32(SLOTS - 1)
_MASKS = np.array([(1 << 16 * length) - 1 for length in range(1, LONGEST + 1)], dtype=np.uint64)
_PADDING = bytes(2 * (LONGEST - 1))
_FACTORS = (0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0xBF58_476D_1CE4_E5B9, 0x94D0_49BB_1331_11EB)


@lru_cache(maxsize=4)  # asked for by several models in turn
def codes_of(text: str) -> Codes:
    """The codes of all n-grams of 1 to 4 characters, repeats included; a character beyond 16 bits counts as two.

    They are shared: nobody may write into them.
    """
    units = utf_16_le_encode(text, "surrogatepass")[0] + _PADDING
    length = (len(units) - len(_PADDING)) // 2
    windows: Codes = np.ndarray((length, 1), np.uint64, units, 0, (2, 8))  # each begins a unit after the one before
    return (windows & _MASKS).ravel()


def _coded(numbers: Mapping[str, int]) -> tuple[Codes, NDArray[np.int64]]:
    """The codes of n-grams and their numbers; what is longer or has characters beyond 16 bits is left out."""
    codes, kept = [], []
    for length in range(1, LONGEST + 1):
        grams = [gram for gram in numbers if len(gram) == length and max(gram) <= LAST]
        units = np.frombuffer("".join(grams).encode("utf-16-le", "surrogatepass"), np.uint16).reshape(-1, length)
        whole = np.zeros((len(grams), LONGEST), dtype=np.uint16)
        whole[:, :length] = units
        codes.append(whole.view(np.uint64).ravel())
        kept += [numbers[gram] for gram in grams]
    return np.concatenate(codes), np.array(kept, dtype=np.int64)


class CodeTable:
    """Codes to numbers by a perfect hash: one look at one slot says whether a code is known.

    A product's highest 16 bits name a bucket, the lowest 17 of its highest 32 a slot; each bucket moves its slots (by
    exclusive or) so that no two codes meet.
    """

    def __init__(self, numbers: Mapping[str, int]) -> None:
        """Features with their numbers; those longer than n-grams are left out."""
        codes, kept = _coded(numbers)
        self._beyond = {
            gram: number for gram, number in numbers.items() if 1 <= len(gram) <= LONGEST and max(gram) > LAST
        }
        if len(codes) > SLOTS:
            raise ValueError(f"{len(codes)} n-grams are more than there are slots")
        for factor in _FACTORS:
            self._factor = np.array(factor, dtype=np.uint64)
            buckets, slots = self._places(codes)
            moves = _moves(buckets, slots)
            if moves is not None:
                break
        else:
            raise ValueError("no factor keeps the n-grams apart")
        self._moves = moves
        self._codes = np.full(SLOTS, np.iinfo(np.uint64).max)
        self._numbers = np.full(SLOTS, NOTHING, dtype=np.int32)
        places = slots ^ moves[buckets]
        self._codes[places] = codes
        self._numbers[places] = kept

    def _places(self, codes: Codes) -> tuple[NDArray[np.uint16], Slots]:
        products = codes * self._factor
        return products.view(np.uint16)[LONGEST - 1 :: LONGEST], products.view(np.uint32)[1::2] & _SLOT

    def find(self, text: str) -> set[int]:
        """The numbers of all known n-grams of a text."""
        codes = codes_of(text)
        buckets, slots = self._places(codes)
        places = self._moves.take(buckets) ^ slots
        known = places.compress(self._codes.take(places) == codes)
        found = set(self._numbers.take(known).tolist())
        found.discard(NOTHING)
        if len(codes) != LONGEST * len(text):
            found.update(number for gram, number in self._beyond.items() if gram in text)
        return found


def _moves(buckets: NDArray[np.uint16], slots: Slots) -> Slots | None:
    """How each bucket moves its slots, the fullest buckets first; None where two codes cannot be told apart."""
    counts = np.bincount(buckets, minlength=BUCKETS)
    order = np.lexsort((buckets, -counts[buckets]))
    shared = int((counts[buckets] > 1).sum())
    moves, taken = np.zeros(BUCKETS, dtype=np.uint32), bytearray(SLOTS)
    together = groupby(
        zip(buckets[order[:shared]].tolist(), slots[order[:shared]].tolist(), strict=True), itemgetter(0)
    )
    for bucket, members in together:
        own = [slot for _, slot in members]
        if len(set(own)) < len(own):
            return None
        move = next((move for move in range(SLOTS) if not any(taken[slot ^ move] for slot in own)), None)
        if move is None:
            return None
        moves[bucket] = move
        for slot in own:
            taken[slot ^ move] = True
    alone = order[shared:]
    free = np.flatnonzero(np.frombuffer(taken, np.uint8) == 0)[: len(alone)]
    moves[buckets[alone]] = slots[alone] ^ free.astype(np.uint32)
    return moves
