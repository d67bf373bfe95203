"""All tables, by subject; importing this package fills `metadata`."""

from storage.columns import metadata
from storage.tables import conversing, delivery, demands, experts, people, policies, serving, working

__all__ = ["conversing", "delivery", "demands", "experts", "metadata", "people", "policies", "serving", "working"]
