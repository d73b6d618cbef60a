"""From the words of a question to a Query.

Top down: ``several`` takes a turn apart where one query cannot hold it, at the places that ``cutting`` finds; ``parting`` keeps
the clauses of one question apart that ask for unlike things. ``nesting`` and ``peaks`` are questions within a question.
``understand`` reads one question: ``framing`` what it says by itself, by the ``signs`` in its words; ``drafting`` what it leaves
to the turns before. ``unused`` tells what nobody used.
"""
