"""The commands: all in one table, read from what is typed, allowed and run in one place."""
