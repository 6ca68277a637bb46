"""What somebody takes back goes from the quotes of it, wherever they stand."""
