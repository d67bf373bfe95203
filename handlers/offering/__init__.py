"""A demand offered to experts: who fits, what may be shown, whom it is sent to, what is done where nobody comes."""
