"""One quantity told twice: which two tellings speak of the same thing."""
