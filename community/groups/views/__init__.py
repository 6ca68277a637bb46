"""The pages of groups, by what they are about."""
