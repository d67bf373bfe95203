"""What operators watch: counters and gauges in the Prometheus text format, on a registry of our own."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """One process's figures."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.received = self._counter("received", "Messages and events received", "kind")
        self.answered = self._counter("answered", "Messages answered in time")
        self.late = self._counter("late", "Messages answered later by another rung")
        self.lost = self._counter("lost", "Answers whose connection was gone")
        self.failed = self._counter("failed", "Messages that could not be handled")
        self.refused = self._counter("refused", "Deliveries refused at the door", "reason")
        self.sent = self._counter("sent", "Notices by rung and outcome", "rung", "outcome", "errcode")
        self._refreshes = 0
        self.token_refreshes = self._counter("token_refreshes", "Access tokens fetched")
        self.queue = self._gauge("queue", "Notices by status", "status")
        self.queue_age = self._gauge("queue_age_seconds", "Age of the oldest notice that waits")
        self.parked = Gauge("jiebang_parked", "Messages stored and not yet worked on", registry=self.registry)
        self.database_up = self._gauge(
            "database_up", "1 where the database answers; without it the queues are as they were"
        )
        self.seconds = Histogram(
            "jiebang_answer_seconds",
            "From the request's arrival to its answer",
            registry=self.registry,
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
        )

    def note_refreshes(self, total: int) -> None:
        """How many tokens were fetched since the start."""
        self.token_refreshes.inc(total - self._refreshes)
        self._refreshes = total

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self.registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"jiebang_{name}", about, labels, registry=self.registry)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        return Gauge(f"jiebang_{name}", about, labels, registry=self.registry)
