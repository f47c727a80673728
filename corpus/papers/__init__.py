"""Invented sample papers of Ambershire County Council."""
