"""Visits: a time on the table, agreed, moved, kept or missed."""
