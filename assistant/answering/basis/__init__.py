"""What every answer stands on: the ledger of values, names, wording, coverage, and the last check.

What stands in front of a figure: ``verdicts`` says yes or no to a bound or a number, ``doubting`` what speaks against a figure
that is doubted; ``suspect`` knows amounts that are doubtful by themselves. What findings say: ``findings``, and ``copies`` of
texts that are the same.
"""
