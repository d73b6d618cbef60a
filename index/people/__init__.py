"""What people said of what was read, and what they had better look at."""
