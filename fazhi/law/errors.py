"""The one error of this room."""


class LawError(ValueError):
    """Something in the law files or in a question is wrong; the text is one Chinese sentence to be shown as it is."""
