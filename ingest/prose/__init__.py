"""What the prose counts, sentence by sentence."""
