"""Views of the shell, one file a subject."""
