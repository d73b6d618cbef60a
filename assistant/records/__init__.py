"""The types that flow through the assistant: a Query is understood, Evidence is found for it, an Answer is given.

Nothing here computes. Stated numbers are ``Decimal`` from the store to the answer.
"""

from assistant.records.answers import Answer, Citation, Conversation, Derivation, Status, Step, Value
from assistant.records.evidence import Coverage, Evidence, Missing, Reading
from assistant.records.measures import AgencyKind, Condition, End, Measure, Threshold, WhyMissing
from assistant.records.queries import Course, Operation, Query, Stock, Tally

__all__ = [
    "AgencyKind",
    "Answer",
    "Citation",
    "Condition",
    "Conversation",
    "Course",
    "Coverage",
    "Derivation",
    "End",
    "Evidence",
    "Measure",
    "Missing",
    "Operation",
    "Query",
    "Reading",
    "Status",
    "Step",
    "Stock",
    "Tally",
    "Threshold",
    "Value",
    "WhyMissing",
]
