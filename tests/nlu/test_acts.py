"""What a sentence does in a running matter, on sentences that the reader never learned from."""

from __future__ import annotations

import pytest

from nlu.acts_training import HELD_OUT, judged, read_sentences
from nlu.dialogue.acts import MODEL, SIDES, SURE, Side, read_act
from nlu.labels.classifier import Classifier


@pytest.mark.parametrize("side", SIDES)
def test_most_sentences_of_another_hand_are_read_right(side: Side) -> None:
    found = judged(Classifier.load(MODEL), [one for one in read_sentences(HELD_OUT) if one.side == side])
    sure = [(one, act) for one, act, share in found if share >= SURE]
    assert sum(one.act == act for one, act, _ in found) / len(found) > 0.77
    assert sum(one.act == act for one, act in sure) / len(sure) > 0.91
    assert len(sure) / len(found) > 0.5


def test_no_sentence_is_learned_and_held_out() -> None:
    learned = {(one.side, one.text) for one in read_sentences()}
    assert not learned & {(one.side, one.text) for one in read_sentences(HELD_OUT)}


def test_every_act_has_enough_sentences() -> None:
    acts = [(one.side, one.act) for one in read_sentences()]
    assert min(acts.count(act) for act in set(acts)) >= 60


def test_shares_add_up_and_are_asked_together() -> None:
    acts = read_act("后头那两间棚子都教会了，我收拾起回城", "expert")
    assert sum(acts.shares.values()) == pytest.approx(1.0)
    assert acts.share("done", "result") == pytest.approx(acts.shares["done"] + acts.shares["result"])
    with pytest.raises(KeyError):
        acts.share("withdraw")  # an asker's act


@pytest.mark.parametrize("text", ["", " ", "?" * 3000, "\u200b", "😀😀", "a" * 100])
def test_whatever_is_said_is_read(text: str) -> None:
    for side in SIDES:
        assert sum(read_act(text, side).shares.values()) == pytest.approx(1.0)
