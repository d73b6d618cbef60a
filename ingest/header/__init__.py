"""Who reports, for which year, published when."""
