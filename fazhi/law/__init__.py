"""The room of the law: which rule held, there, on that day, on what basis. Plain Python, usable as a library.

Begin reading with `books/enforcement.yaml` (what a rule looks like) and `instruments/` (what it rests on), then:

- `rules.load()` reads the books, checks them and lays the overlays of `places/` over them;
  `book.value_on("PEN-07", day, place)` gives the number that held, with basis and confidence.
- `dates.deadline(value, start)` counts it out and explains every day it skipped; `calendar/` holds the work-day years.
- `citations.find(text)`, `citations.cite("instrument#article")`, `citations.in_force(title, day)`.

Nothing is read when the package is imported. Whatever is wrong in a file or a question raises `LawError`,
whose text is one Chinese sentence for the person in front of the screen.
"""

from fazhi.law.errors import LawError

__all__ = ["LawError"]
