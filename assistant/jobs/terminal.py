"""What a person sees on a terminal: the progress bar and tables. This is the only module that knows rich."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.table import Table
from rich.text import Text

Progress = Callable[[int, int, str], None]
"""Called with the number of files done, of all files, and the name of the next one."""


class RateColumn(ProgressColumn):
    """How many files are done in a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:.1f} 个/秒" if task.speed else "")


@contextmanager
def show_progress(*, quiet: bool) -> Iterator[Progress]:
    """Gives a function to be called as files are done.

    The bar stands on standard error and only on a terminal, so that nothing of it reaches a pipe or JSON.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total, _name: None
        return
    columns = (
        TextColumn("读取"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name[-48:])


def write_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A drawn table on a terminal; elsewhere lines of fields with tabs between them."""
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            sys.stdout.write("\t".join(" ".join(field.split()) for field in row) + "\n")
        return
    table = Table(*headings)
    for row in rows:
        table.add_row(*row)
    # Fields come from files; a square bracket in them is no markup.
    Console(markup=False, highlight=False).print(table)
