"""What callers can rely on: the JSON API, asked as they ask it."""
