"""From what the words show to a Query: the draft, what it keeps of former turns, and what is left open."""
