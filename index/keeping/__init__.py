"""One report into the tables and out again: whose it is, and how it stands to the others."""
