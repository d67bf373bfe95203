"""What the bot does with a message, and every sentence it says."""
