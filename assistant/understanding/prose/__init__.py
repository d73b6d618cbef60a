"""What a question about the text turns on, and what it counts that no table has."""
