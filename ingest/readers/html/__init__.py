"""HTML files -> lines."""
