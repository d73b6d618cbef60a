"""The page's parts, in Gradio; ``page`` joins them."""

import os

# Gradio looks outside at start unless this stands in the environment before its first import.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
