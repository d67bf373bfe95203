"""What words are by themselves, read without a turn: a question, a worry, a trouble, a mood, a part of a matter."""
