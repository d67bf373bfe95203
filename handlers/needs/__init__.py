"""What somebody needs, from the first words to a registered demand, and what is added to it later."""
