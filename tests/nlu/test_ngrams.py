"""N-grams looked up by their codes are those looked up by name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nlu.labels.classifier import Classifier
from nlu.labels.corpus import is_held_out, read_examples
from nlu.labels.features import FeatureExtractor, Features
from nlu.labels.ngrams import SLOTS, CodeTable
from nlu.labels.terms import TermMatcher
from nlu.text.segment import segment

GRAMS = {
    gram: number
    for number, gram in enumerate(("李", "李子", "裂口子", "李子裂口", "🙏", "谢🙏", "a", "\uffff", "w:李子"))
}


@given(st.text(alphabet="李子裂口a🙏谢\uffff\x00w:", max_size=9))
@example("\uffff" * 5)  # the code of an empty slot
def test_every_known_ngram_is_found_and_no_other(text: str) -> None:
    inside = {text[start:end] for start in range(len(text)) for end in range(start + 1, start + 5)}
    assert CodeTable(GRAMS).find(text) == {number for gram, number in GRAMS.items() if gram in inside}


def test_as_many_as_there_are_slots_find_their_places_and_one_more_is_refused() -> None:
    grams = {chr(0x4E00 + number // 256) + chr(0x5E00 + number % 256): number for number in range(SLOTS)}
    table = CodeTable(grams)
    assert all(table.find(gram) == {number} for gram, number in list(grams.items())[::997])
    with pytest.raises(ValueError, match="more than there are slots"):
        CodeTable(grams | {"李": SLOTS})


def test_a_text_has_the_same_vector_by_code_as_by_name() -> None:
    vectorizer = Classifier.load().vectorizer
    extractor = FeatureExtractor.load(TermMatcher.load(), segment)
    texts = [example.text.lower() for example in read_examples() if is_held_out(example.situation)]
    for text in [*texts[::5], "", "🙏🙏谢谢", "w:李子 p:李子_裂口", "🙏"]:
        features: Features = extractor.extract(text, extractor.hits(text))
        named, coded = vectorizer.vector(features.surface, features.evidence), vectorizer.vector_of(features)
        assert np.array_equal(named[0], coded[0]), text
        assert np.array_equal(named[1], coded[1]), text
