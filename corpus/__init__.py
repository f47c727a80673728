"""What the papers say, and where it is kept. Imports none of our other packages."""
