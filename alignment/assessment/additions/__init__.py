"""What to add, and what is best for a budget: the fewest additions, or doses chosen within an amount of money."""
