"""A question becomes an :class:`assistant.records.Answer` whose every number has a source."""
