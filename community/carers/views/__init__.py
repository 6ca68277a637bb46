"""Pages about helpers: one's own, and those whom one helps."""
