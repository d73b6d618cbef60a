"""Answers on whether the numbers of reports agree."""
