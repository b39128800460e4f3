"""The one error of this room."""


class PaperError(ValueError):
    """A document cannot be made; the text is one Chinese sentence fit to be shown as it is."""
