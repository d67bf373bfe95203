"""Short answers to what waits: a time, an order, a question, a rating, a look-back."""
