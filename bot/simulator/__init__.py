"""The demonstration's page: phones side by side in a browser, speaking the real callback through the stand-in."""
