"""Pages that are pictures -> lines."""
