"""Readers: one kind of file each, from file to lines as they stand on its pages."""
