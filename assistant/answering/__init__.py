"""From a Query to an Answer: what the store holds, what follows from it, and how it is said."""
