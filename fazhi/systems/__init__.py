"""The work systems; each folder is one of them, described by its data files."""
