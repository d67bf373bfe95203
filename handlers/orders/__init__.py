"""An order and its expert: claimed, declined, handed back, and what is asked before and meanwhile."""
