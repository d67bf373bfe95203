"""All tables, by subject; importing this package fills `metadata`."""

from storage.engine.columns import metadata
from storage.tables import conversing, delivery, demands, experts, knowledge, people, policies, serving, working

__all__ = [
    "conversing",
    "delivery",
    "demands",
    "experts",
    "knowledge",
    "metadata",
    "people",
    "policies",
    "serving",
    "working",
]
