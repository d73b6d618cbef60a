"""What every answer stands on: the ledger of values, names, wording, coverage, and the last check."""
