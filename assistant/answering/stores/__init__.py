"""Answers on what is stored."""
