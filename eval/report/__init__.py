"""Checked answers -> tables, JSON, JUnit XML and a page; two runs compared; a run gated. Import names from the modules."""
