"""The parts of the Gradio page; ``app.py`` only joins them."""
