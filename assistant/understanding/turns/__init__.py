"""What a question leaves to the turns before it, and the options offered.

``options`` writes the readings between which a person has to choose, ``choosing`` reads what was chosen. Bare follow-ups are in
``brief``; those that add up what was told in ``totals``, or numbers of the prose in ``counting``.
"""
