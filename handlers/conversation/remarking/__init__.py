"""Remarks on a matter that runs: of the arrangements, of who suits, of how it goes."""
