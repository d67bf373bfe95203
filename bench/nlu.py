"""Microseconds per message of the understanding beside jieba's own segmentation (`python -m bench.nlu`)."""

from __future__ import annotations

import resource
import time
import warnings
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from nlu.corpus import is_held_out, read_examples
from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))
ROUNDS = 3


def cost(work: Callable[[str], object], texts: list[str]) -> float:
    """The best of several rounds, in microseconds per text."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            work(text)
        best = min(best, time.perf_counter() - start)
    return best / len(texts) * 1e6


def main() -> None:
    """Print load time, memory and both costs."""
    start = time.perf_counter()
    understander = Understander.load()
    understander.understand("你好", NOW)
    ready = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    texts = [example.text for example in read_examples() if is_held_out(example.situation)]
    texts = [text for text in texts if 18 <= len(text) <= 28]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(60)
    jieba.initialize()
    length = sum(map(len, texts)) / len(texts)
    print(f"ready in {ready:.2f} s, {memory:.0f} MB; {len(texts)} messages of {length:.1f} characters on average")
    print(f"understand {cost(lambda text: understander.understand(text, NOW), texts):7.0f} µs a message")
    print(f"jieba.lcut {cost(jieba.lcut, texts):7.0f} µs a message")


if __name__ == "__main__":
    main()
