"""Kuajing: a multilingual knowledge base over HTTP, in any number of locales."""
