"""The schema's history, one numbered step per change; run by ``index.database.migrate``."""
