"""Answers in the words of the reports."""
