"""The Papers page: what is held, what stands in its way, papers added and removed."""
