"""Checks of one report, and of two consecutive ones."""
