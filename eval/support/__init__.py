"""How far the texts cited for a sentence support it, and how well that agrees with people."""
