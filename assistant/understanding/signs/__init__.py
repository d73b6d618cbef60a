"""What the words of a question show it to be after: one sign to a module.

Mistyped words are put right first (``misspellings``). The task: ``operations``, by the ``clues`` that there are, and
``happening``. Questions for no figure of a report: ``stock``, ``kinds`` and ``summing`` (checks), ``lacking`` (empty cells),
``shapes``, ``outside``.

Which figures: ``subjects``; ``enumerating`` where several are listed; ``kindred`` and ``makeup`` for kinds of applicants;
``members`` for parts of a whole, ``shares`` for parts in percent, ``rest`` for what the parts leave over; ``apiece``,
``form_changes``. ``carried`` reads 结转 and 全部办结 among other words; ``closing`` and ``granting`` are whole questions of it.

What is said of a figure: ``verdicts`` is a bound or one number put to it; ``claims`` are numbers to choose from, or several at
once; ``doubts`` names no number. ``fitting`` brings a bound to the figure's unit.

Which of many agencies: ``conditions`` are several bounds, read piece by piece (``pieces``); ``relations`` hold a figure against
another (``pairs``), ``ratios`` in parts of it, ``rivals`` against a named agency's; ``places`` are two of a ranking, ``quorums``
ask how many agencies there are. ``reach``, ``grouping``, ``averaging`` are about all of them, ``owning`` about two.

Over years: ``courses`` of one agency, ``yearly`` in each year, ``streaks`` in years in a row, ``ever`` in no year that is named,
``county_changes`` between two.
"""
