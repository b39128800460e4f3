"""The errors of this room."""


class LawError(ValueError):
    """Something in the law files or in a question is wrong; the text is one Chinese sentence to be shown as it is."""


class NoValue(LawError):
    """Nothing is wrong but the day: it lies before the first value of the rule that was asked for."""
