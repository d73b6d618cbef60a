"""Measurements of the whole program over the sample reports; nothing here is part of a test."""
