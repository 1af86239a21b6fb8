"""Tests in a real browser: what readers see, hear and can do."""
