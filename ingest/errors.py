"""The project's errors, in one tree.

::

    WenbaoError
    ├── InputError            something about one given file; the batch goes on
    │   ├── NotAReport        readable, but not an annual disclosure report
    │   ├── Encrypted         a password stands before the content
    │   ├── TooLarge          over a limit on size, pages, time or archive members
    │   ├── Damaged           the bytes are not what their kind promises
    │   └── Unsupported       a kind of file that is not read
    ├── StoreError            something about the data folder or its engines
    │   ├── Locked            another process is writing
    │   ├── ReadOnly          the folder cannot be written
    │   ├── Full              no space is left
    │   ├── NewerSchema       the folder was written by a newer program
    │   └── BrokenVectors     the vectors cannot be read; they can be made again from what is stored
    ├── UsageError            the person asked for something that cannot be done so
    └── ModelError            an embedding or language model failed

Foreign exceptions are turned into one of these at the door of the library that raises them.
"""


class WenbaoError(Exception):
    """The base of every error that this project raises on purpose; its text is one plain line."""


class InputError(WenbaoError):
    """One given file cannot be taken in."""


class NotAReport(InputError):
    """The file can be read and is not an annual disclosure report."""


class Encrypted(InputError):
    """The file asks for a password."""


class TooLarge(InputError):
    """The file is over a limit on size, pages, time or archive members."""


class Damaged(InputError):
    """The bytes are not what the kind of file promises."""


class Unsupported(InputError):
    """This kind of file is not read."""


class StoreError(WenbaoError):
    """The data folder or one of its engines refuses."""


class Locked(StoreError):
    """Another process is writing to the data folder."""


class ReadOnly(StoreError):
    """The data folder cannot be written."""


class Full(StoreError):
    """No space is left for the data folder."""


class NewerSchema(StoreError):
    """The data folder was written by a newer version of the program."""


class BrokenVectors(StoreError):
    """The vectors cannot be read; the next writer makes them again from what is stored."""


class UsageError(WenbaoError):
    """What was asked cannot be done in this way."""


class ModelError(WenbaoError):
    """An embedding model or a language model failed."""
