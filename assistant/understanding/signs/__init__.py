"""What the words of a question show it to be after: one sign to a module."""
