"""Settings, root addresses, the command line: the only room that knows what is installed."""
