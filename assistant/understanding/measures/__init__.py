"""From phrases to the measures that they name."""
