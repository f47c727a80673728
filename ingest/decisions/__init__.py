"""What a meeting decided, asked for or is asked to decide: found, and marked with how it went."""
