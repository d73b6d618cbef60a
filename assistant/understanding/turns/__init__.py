"""What a question leaves to the turns before it, and the options offered."""
