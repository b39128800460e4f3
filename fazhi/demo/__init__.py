"""One town with one full year of invented work, loaded by one command."""
