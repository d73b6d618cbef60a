"""Words and numbers of questions: the vocabulary as data, and how phrases, bounds and years are found."""
