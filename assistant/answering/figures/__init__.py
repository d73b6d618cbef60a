"""Answers made of figures."""
