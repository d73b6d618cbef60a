"""What there is to tell a question's task by, besides its words."""

from dataclasses import dataclass

from assistant.understanding.words.cues import Cues, Language


@dataclass(frozen=True, slots=True)
class Clues:
    """What there is to tell a question's task by.

    ``text`` has names and years blanked. ``everyone`` says that it speaks of all agencies or asks for one of them, ``listing``
    that its own words do and not the turn before; ``agencies`` and ``years`` are how many it names, ``open_years`` that it
    speaks of all years or a span, ``which_year`` that it asks for a year; ``measured`` that it has a figure to speak of.
    """

    text: str
    language: Language
    cues: Cues
    everyone: bool
    listing: bool
    agencies: int
    years: int
    open_years: bool
    which_year: bool
    measured: bool = False

    def says(self, *names: str) -> bool:
        """Whether the text uses a word of one of these groups of cues."""
        return any(self.cues.match(name, self.text, self.language) for name in names)

    @property
    def single(self) -> bool:
        """Whether figures of certain agencies are spoken of, which may be put to a question of yes or no."""
        return self.measured and bool(self.agencies) and not self.listing and not self.which_year

    @property
    def several(self) -> bool:
        """Whether more than one agency or year is spoken of."""
        return self.everyone or self.agencies > 1 or self.years > 1
