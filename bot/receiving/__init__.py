"""What comes in: checked at the door, stored, understood and worked in the person's turn, answered in time or later."""
