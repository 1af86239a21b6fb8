"""Tests of the forms of answers."""
