"""Whom a question names: agencies, places, files, in any spelling."""
