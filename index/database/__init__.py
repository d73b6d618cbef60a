"""The SQL side and the kept files: tables, connections, full text, and how values are packed."""
