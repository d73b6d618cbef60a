"""One module per kind of file, each turning bytes into a :class:`ingest.records.ParsedDocument`."""
