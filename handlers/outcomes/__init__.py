"""What came of it: done, rated, closed, and looked back at."""
