"""Tables of gathering."""
