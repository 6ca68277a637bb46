"""Whoever reads far more than people do is slowed down, and the team is told once."""
