"""Tests of the HTTP that the faces share."""
