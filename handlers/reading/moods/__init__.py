"""How somebody is: feelings, impatience, worries, and whether anything is wrong at all."""
