"""A file becomes a :class:`ingest.records.Report`. Nothing here knows of stores, questions or pages."""
