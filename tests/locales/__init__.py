"""Tests of the room `locales`."""
