"""Blocks -> passages that can be cited."""
