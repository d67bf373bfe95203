"""Briefings and other activities: announced, signed up for, changed, attended."""
