"""The search room: index, readings, ranking, highlights, suggestions."""
