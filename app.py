"""Starts the page: ``python app.py`` does the same as ``wenbao serve``."""

from assistant.pages.page import serve_page
from index.settings import Settings

if __name__ == "__main__":
    serve_page(Settings())
