"""What a message says within a conversation: fixed forms, short answers, ratings, whom something is for, a summary."""
