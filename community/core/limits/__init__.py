"""How often anybody may write or search. Which acts and how often: `community/limits.py`."""
