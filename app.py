"""Starts the page: ``python app.py`` does the same as ``wenbao serve``."""

import sys

from assistant.cli import main

if __name__ == "__main__":
    main(["serve", *sys.argv[1:]])
