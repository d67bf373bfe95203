"""Rebuilds the second opinion on danger from `data/danger` and the corpus (`python -m nlu.danger_training`)."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.acts_training import read_sentences
from nlu.labels import dangers
from nlu.labels.classifier import Classifier
from nlu.labels.corpus import is_held_out, read_examples
from nlu.labels.dangers import DangerModel, Signs
from nlu.labels.emergencies import CRITICAL, EPIDEMICS, read_signs
from nlu.labels.features import FeatureExtractor
from nlu.labels.fields import DATA
from nlu.labels.terms import TermMatcher, read_rows
from nlu.reading import LiteralReader
from nlu.text.segment import segment

FOLDER = DATA / "danger"
NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))
STRENGTH, STRENGTH_OF_NAMES, STRENGTH_OF_DECISION = 100.0, 60.0, 1.0
FOLDS = 5
JOINED = 0.5  # of the written rows are learned within a longer message, too
FEWEST, MOST = 5, 60  # characters of such a row
OF_BODIES = {"health", "safety"}  # fields whose sentences may tell of a danger
REQUESTS = frozenset({"demand", "policy", "progress", "events", "cancel", "edit"})
LINKS = ("", "", "另外", "顺便问一下", "对了", "还有", "现在", "先说一声", "麻烦了", "哦")


@dataclass(frozen=True, slots=True)
class Row:
    """A message, its sort (0 to 3), its hazard where it is known, and whether the large classifier never saw it.

    `source` is what decides the fold: the text itself, or that of the danger within it.
    """

    text: str
    source: str
    sort: int
    hazard: str | None
    is_fresh: bool
    signs: Signs


def sort_of(hazard: str | None) -> int:
    """The sort that a hazard belongs to."""
    return 0 if hazard is None else 2 if hazard == CRITICAL else 3 if hazard in EPIDEMICS else 1


def written(folder: Path = FOLDER) -> Iterator[tuple[str, str | None]]:
    """The rows written for this model: (text, hazard or None)."""
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text, _, hazard = line.partition("\t")
            yield text, None if hazard == "calm" else hazard


def in_running_matters(looker: Looker) -> Iterator[Row]:
    """What people say while a matter runs (手滑了，撤错了): short, without any trouble, and no danger."""
    for one in read_sentences():
        known = looker.look(one.text) if one.act != "emergency" else None
        if known is not None and not (known[2].is_case or known[2].is_epidemic):
            yield Row(known[0], one.text, 0, None, True, known[2])


def developed(looker: Looker) -> Iterator[tuple[str, str | None]]:
    """The sets that the rules were made with: their real dangers by the rules' names, and their look-alikes."""
    for path in sorted((DATA / "development").glob("dangers*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            known = looker.look(row["text"])
            ruled = known[1] if known else None
            if row["emergency"]:
                if sort_of(ruled) == 1:
                    yield row["text"], ruled
            elif row.get("hazard") or ruled is None:
                yield row["text"], row.get("hazard")


class Looker:
    """What is known of a text before this model is asked, by the same code as at run time."""

    def __init__(self) -> None:
        self._reader = LiteralReader.load()
        self._extractor = FeatureExtractor.load(TermMatcher.load(), segment)
        self._classifier = Classifier.load()
        self._yes = self._classifier.heads["danger"].labels.index("yes")

    def look(self, text: str) -> tuple[str, str | None, Signs] | None:
        """The normalised text, the rules' hazard and the signs; None for a fixed form."""
        reading = self._reader.read(text, NOW)
        if reading.form is not None:
            return None
        hits = self._extractor.hits(reading.masked)
        features = self._extractor.extract(reading.masked, hits)
        share = self._classifier.shares(self._classifier.logits_of(features)).of("danger")[self._yes]
        of_crops = any(hit.is_of_crops for hit in hits)
        ruled, signs = read_signs(reading.clean, model_share=share, of_crops=of_crops)
        return reading.clean, ruled.name if ruled else None, signs


def joined(plain: Sequence[tuple[str, str | None]]) -> Iterator[tuple[str, str, str | None]]:
    """Longer messages (text, source, hazard): a danger that stands behind, before or within a request, and requests."""
    chance = random.Random(7)
    calm = [text for text, hazard in plain if hazard is None and len(text) > FEWEST]
    told = [
        row.text
        for row in read_examples()
        if row.intent in REQUESTS and row.urgency == "normal" and not is_held_out(row.situation)
    ]
    usual = [text for text in told if FEWEST < len(text) < MOST]
    calm += chance.sample(usual, min(len(calm), len(usual)))
    for text, hazard in plain:
        if sort_of(hazard) == 1 and len(text) > FEWEST and chance.random() < JOINED:
            first, second = chance.choice(calm), chance.choice(calm)
            link = chance.choice(LINKS)
            whole = chance.choice(
                (f"{first}，{link}{text}", f"{first} {link}{text}，{second}", f"{text}，{link}{first}")
            )
            yield whole, text, hazard
    for text in calm:
        if chance.random() < JOINED:
            yield f"{text}{chance.choice('， ')}{chance.choice(LINKS)}{chance.choice(calm)}", text, None


def rows(looker: Looker) -> list[Row]:
    """All that is learned from."""
    found = []
    plain = list(written())
    plain += [(row.test, None) for row in read_rows() if row.test and row.field not in OF_BODIES]
    for text, source, hazard in [*((text, text, hazard) for text, hazard in plain), *joined(plain)]:
        known = looker.look(text)
        if known is not None:
            is_named = text == source
            found.append(Row(known[0], source, sort_of(hazard), hazard if is_named else None, True, known[2]))
    found += in_running_matters(looker)
    for text, hazard in developed(looker):
        known = looker.look(text)
        if known is not None:  # the rules were made with these in view: their word weighs too much there
            found.append(Row(known[0], text, sort_of(hazard), hazard, False, known[2]))
    for example in read_examples():
        known = looker.look(example.text)
        if known is None:
            continue
        clean, ruled, signs = known
        sort = 1 if example.intent == "emergency" else 0
        is_case_or_epidemic = signs.is_case or signs.is_epidemic
        if sort == 0 and is_case_or_epidemic and example.urgency == "urgent":
            sort = sort_of(ruled)
        elif sort == 0 and (is_case_or_epidemic or example.urgency == "urgent"):
            continue  # the corpus does not say which of these it is
        hazard = ruled if sort == 1 and signs.is_ruled else None
        found.append(Row(clean, example.situation, sort, hazard, is_held_out(example.situation), signs))
    return found


def _matrix(all_rows: Sequence[Row], places: Any, bits: int) -> Any:
    from scipy.sparse import csr_matrix

    columns = [places(dangers.rows_of(row.text)) for row in all_rows]
    values = [np.full(len(one), len(one) ** -0.5, np.float32) for one in columns]
    ends = np.concatenate(([0], np.cumsum([len(one) for one in columns])))
    matrix = csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(columns), 1 << bits))
    matrix.sum_duplicates()
    return matrix


def _fit(matrix: Any, labels: NDArray[Any], strength: float) -> Any:
    from sklearn.linear_model import LogisticRegression

    # stopped sooner (1e-3), ten rows more or fewer moved the false alarms of 1,699 calm messages between one and eight
    return LogisticRegression(C=strength, max_iter=2000, tol=1e-5).fit(matrix, labels)


def _whole(model: Any) -> tuple[NDArray[np.int8], dangers.Vector, dangers.Vector]:
    weights = np.asarray(model.coef_.T, np.float32)
    scales = (np.abs(weights).max(axis=0) / 127.0).astype(np.float32)
    return np.rint(weights / scales).astype(np.int8), scales, np.asarray(model.intercept_, np.float32)


def _fold(text: str) -> int:
    return zlib.crc32(text.encode("utf-8")) % FOLDS


def described(all_rows: Sequence[Row], matrix: Any, sorts: NDArray[np.int64]) -> list[list[float]]:
    """What the decision is made of, each row seen by a model that did not learn from it."""
    folds = np.array([_fold(row.source) for row in all_rows])
    found: list[list[float]] = [[] for _ in all_rows]
    for fold in range(FOLDS):
        weights, scales, bias = _whole(_fit(matrix[folds != fold], sorts[folds != fold], STRENGTH))
        for at in np.flatnonzero(folds == fold).tolist():
            row = all_rows[at]
            taken = weights.take(dangers.places(dangers.rows_of(row.text)), 0)
            shares, of_window = dangers.shares_of(taken, scales, bias)
            found[at] = dangers.described(row.signs, shares, of_window, len(row.text))
    return found


def train(all_rows: Sequence[Row]) -> DangerModel:
    """The model; the same rows give the same weights."""
    sorts = np.array([row.sort for row in all_rows])
    matrix = _matrix(all_rows, dangers.places, dangers.BITS)
    known = np.array(described(all_rows, matrix, sorts))
    fresh = np.array([row.is_fresh for row in all_rows])  # of the others the large classifier is too sure
    decision = _fit(known[fresh], sorts[fresh], STRENGTH_OF_DECISION)
    weights = decision.coef_.copy()
    weights[:, 0] += decision.intercept_
    named = [row for row in all_rows if row.hazard is not None and row.sort == 1]
    naming = _fit(
        _matrix(named, dangers.places_of_names, dangers.BITS_OF_NAMES),
        np.array([row.hazard for row in named]),
        STRENGTH_OF_NAMES,
    )
    return DangerModel(
        *_whole(_fit(matrix, sorts, STRENGTH)), tuple(naming.classes_), *_whole(naming), weights.tolist()
    )


def main() -> None:
    """The command."""
    train(rows(Looker())).save()


if __name__ == "__main__":
    main()
