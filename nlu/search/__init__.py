"""Finds the experts who fit a need in plain words, in memory and without I/O.

    index = ExpertIndex.build(experts)          # anything with the attributes of `Profile`, also domain.experts.Expert
    hits = index.search(query, 20)              # `query` is a `Query` or a handlers' MatchQuery; best first
    fitting = [hit for hit in hits if hit.relevance >= FIT]     # empty: nobody fits
    index.update(changed_experts)               # seen by the next search, never blocks one
    index.remove(expert_ids)

`Hit.matched` holds the words of the profile that met, best first.
"""

from nlu.search.index import FIT, ExpertIndex
from nlu.search.query import Hit, Profile, ProfileLike, Query, QueryLike

__all__ = ["FIT", "ExpertIndex", "Hit", "Profile", "ProfileLike", "Query", "QueryLike"]
