"""Pages of the forum, by what they show."""
