"""``python -m assistant`` does what ``wenbao`` does."""

from assistant.cli import main

main()
