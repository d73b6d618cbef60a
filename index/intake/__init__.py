"""Files become stored reports."""
