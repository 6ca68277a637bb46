"""What people fill in on the pages of the forum, by what it is about."""
