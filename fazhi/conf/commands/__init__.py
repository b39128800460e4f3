"""The verbs of the command line, one file each: SUMMARY, configure(parser), run(arguments)."""
