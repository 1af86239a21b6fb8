"""What must hold for the store, on SQLite and on PostgreSQL."""
