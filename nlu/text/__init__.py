"""The text itself: one written form, words, sounds, phrases and patterns found in it, and the tables they come from."""
