"""Word files (.docx) -> lines."""
