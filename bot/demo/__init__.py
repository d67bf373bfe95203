"""`jiebang demo`: phones side by side in a browser, a sample pool, no account needed."""
