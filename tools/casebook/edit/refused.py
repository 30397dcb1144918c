"""What the editor refuses to do, with the message for the person."""

from __future__ import annotations

from collections.abc import Callable

from casebook.messages import say_detail
from casebook.problems import Problem


class RefusedError(Exception):
    """Nothing was written.

    :param message: in Traditional Chinese, a message of the catalogues; it may name values
        (``{name}``).
    :param values: what stands for these names, as it is: text of articles is not converted.
        Two are said in the language of the page: ``label``, the name of a field, and
        ``detail``, that of a problem.
    :param problems: what is wrong with the files.
    """

    def __init__(
        self, message: str, problems: tuple[Problem, ...] = (), **values: str | int
    ) -> None:
        super().__init__(message)
        self.message = message
        self.problems = problems
        self.values = values

    def shown(self, say: Callable[[str], str]) -> dict[str, str]:
        """Return the values for a page.

        :param say: says words of the interface; details are in the language of the context
            (:func:`casebook.messages.speaking`).
        """
        said = {"label": say, "detail": say_detail}
        return {
            name: said[name](str(value)) if name in said else str(value)
            for name, value in self.values.items()
        }


class StaleError(RefusedError):
    """The files were changed after the page was made on which the person decided."""
