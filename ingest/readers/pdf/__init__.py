"""PDF files -> lines, page by page."""
