"""The experts of the pool: found, registered, changed, merged, and bound to their accounts."""
