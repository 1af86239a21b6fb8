"""What we know, pure and frozen: kinds, entries and their texts. No database and no HTTP."""
