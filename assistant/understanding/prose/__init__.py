"""What a question about the text turns on, and what it counts that no table has.

``topics`` are the words that prose is looked for by, ``objects`` the things counted, less the ``ballast`` and ``manners`` around
them. ``portions`` are parts of such things; those of the tables' figures are in ``signs.shares``.
"""
