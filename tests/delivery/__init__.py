"""Kuajing behind the caches that people put in front of it."""
