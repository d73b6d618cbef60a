"""Text from reports, file names, questions and answers as harmless HTML: no markup of its own, no link, no picture.

This is the only module that knows markdown-it.
"""

import html

from markdown_it import MarkdownIt

# The preset "zero" knows paragraphs only; what is switched on here is all that an answer may use. Links, pictures and raw
# HTML stay off, so that such text is shown letter by letter.
MARKDOWN = MarkdownIt("zero").enable(["table", "list", "emphasis", "blockquote", "newline"])
MARKDOWN.options["breaks"] = True


def escape_html(text: object) -> str:
    """Text for an HTML fragment or attribute."""
    return html.escape(str(text), quote=True)


def render_markdown(text: str) -> str:
    """An answer's Markdown as HTML: paragraphs, tables, lists, quotes and bold; everything else as it is written."""
    rendered: str = MARKDOWN.render(text)
    return rendered
