"""Microseconds per message of the understanding beside jieba's own segmentation (`python -m bench.nlu`).

The texts are more than any cache of the understanding holds, so each is new in each round.
"""

from __future__ import annotations

import resource
import time
import warnings
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from nlu.labels.corpus import read_examples
from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))
ROUNDS = 3


def cost(work: Callable[[str], object], texts: list[str]) -> float:
    """The best of several rounds, in microseconds of this process's CPU per text."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - start)
    return best / len(texts) * 1e6


def main() -> None:
    """Print load time, memory and both costs."""
    start = time.perf_counter()
    understander = Understander.load()
    understander.understand("你好", NOW)
    ready = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    texts = list(dict.fromkeys(example.text for example in read_examples() if 18 <= len(example.text) <= 28))
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
