"""No tables of Django's: what is found by words stands beside the truth (indexes.py). Django tells only apps with this
file that a `migrate` begins or is over."""
