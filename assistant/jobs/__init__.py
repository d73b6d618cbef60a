"""What each command does once its options are read. A job writes to standard output and returns the exit status."""
