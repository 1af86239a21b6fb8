"""Tests of what is embedded in other people's pages, without a browser."""
