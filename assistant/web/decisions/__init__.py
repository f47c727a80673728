"""The Decisions page: what was decided, asked and reported back, with filters, and as a table."""
