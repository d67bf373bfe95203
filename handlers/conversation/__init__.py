"""What is said beside, after or instead of a need, and goes on to the room that can do something with it."""
