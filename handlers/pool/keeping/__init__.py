"""What staff do with the experts of a base: let in, invite, enter and stop them, and by which name they mean them."""
