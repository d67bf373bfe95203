"""How a unit of work reaches the database: connections, statements, one writer on SQLite, turns on PostgreSQL."""
