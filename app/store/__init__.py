"""The normalized store: tables, sessions, reading entries, revisions and the change log."""
