"""Records -> what a terminal shows."""
