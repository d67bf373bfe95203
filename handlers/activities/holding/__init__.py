"""Announcing, changing and calling off what staff hold: who is meant, when it is, and its parts as they are said."""
