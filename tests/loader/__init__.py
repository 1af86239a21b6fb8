"""Data folders and JSON Lines: what is wrong in them, all of it, and what is not."""
