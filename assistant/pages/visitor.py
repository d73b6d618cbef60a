"""Who is looking at the page, where it asks for a password."""

from gradio.context import LocalContext


def find_user() -> str:
    """The name under which the visitor logged in; empty where nobody has to. For parts that are built at a visitor's press."""
    request = LocalContext.request.get(None)
    return (request.username or "") if request is not None else ""
