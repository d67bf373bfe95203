"""Text to Understanding: everything the service reads out of a plain Chinese message."""
