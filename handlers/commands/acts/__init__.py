"""What staff's words do where no form knew them, and what they point at."""
