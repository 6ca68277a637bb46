"""Leaving: seven days in which it can be undone, then everything that retention.yaml says."""
