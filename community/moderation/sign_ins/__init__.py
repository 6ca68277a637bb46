"""What happened with the ways into accounts, for those who run the site."""
