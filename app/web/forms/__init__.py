"""The forms an answer can have besides JSON: which one a caller gets, and how each is written."""
