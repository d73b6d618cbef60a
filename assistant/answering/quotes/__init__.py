"""Sentences of reports: found, chosen, quoted in their place."""
