"""Every sentence the bot says: plain Chinese, short, warm, with the next step in it."""
