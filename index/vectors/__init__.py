"""The vector side: embedding models, Chroma, and what it still has to do."""
