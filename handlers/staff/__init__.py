"""What butlers and administrators do with demands: see, assign, change, record for others, chase and count."""
