"""What came in: stored once, answered once, parked in a rush; and who wrote it."""
