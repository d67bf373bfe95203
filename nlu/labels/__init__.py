"""What a message is: intent, role, kind, field and urgency, by statistics, knowledge and rules together."""
