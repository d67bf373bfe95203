"""What anybody may want beside a need: progress, a person, words passed on, a greeting, own data, help at once."""
