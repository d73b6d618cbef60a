"""Reports become searchable: numbers and texts in SQL, passages' embeddings in Chroma."""
