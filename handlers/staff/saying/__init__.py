"""Forms in the staff's own words: what they tell, ask and order of demands, experts and figures."""
