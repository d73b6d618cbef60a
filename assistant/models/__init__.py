"""What a language model may do, and what it is held to."""
