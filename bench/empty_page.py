"""An empty Gradio page with as many tabs as the program's, to measure against: python -m bench.empty_page PORT."""

import sys

import assistant.pages  # isort: skip  # keeps Gradio from looking outside; has to stand before it
import gradio as gr

from assistant.pages.page import TABS

assert assistant.pages


def main(port: int) -> None:
    """Serves it until it is stopped."""
    with gr.Blocks(analytics_enabled=False) as page, gr.Tabs():
        for name in ("ask", *TABS):
            gr.Tab(name)
    page.launch(server_port=port, ssr_mode=False, quiet=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
