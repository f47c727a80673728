"""Rows -> tables whose every row can stand by itself."""
