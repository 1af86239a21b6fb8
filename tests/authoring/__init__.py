"""Making the store hold what an origin holds, on both databases."""
