"""A page of a PDF as a picture, and where words stand on it."""
