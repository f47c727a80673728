"""Conversations as people have them, asked through the app's own path, and what must and must not be on the first screen."""
