"""The rules of the trade, free of any library and of any clock: callers pass `now`."""
