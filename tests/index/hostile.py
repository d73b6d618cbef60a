"""Readers that misbehave, as workers load them by name; what a file's bytes say is what happens."""

import os
import signal
import sys
import time

from ingest.errors import NotAReport
from ingest.pipeline import read_report
from ingest.readers.limits import Limits
from ingest.records import Report


def hang() -> None:
    time.sleep(600)


def spin() -> None:
    while True:
        pass


def eat() -> None:
    kept = [bytearray(64 * 1024 * 1024) for _ in range(10_000)]
    raise AssertionError(len(kept))


def leave() -> None:
    os._exit(7)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def murder() -> None:
    """End the process that started this one."""
    os.kill(os.getppid(), signal.SIGKILL)
    hang()


def sink() -> None:
    sink()


def fail() -> None:
    raise ZeroDivisionError


def chatter() -> None:
    sys.stdout.write("a library that prints\n")
    sys.stdout.flush()
    raise NotAReport("不是年度报告")


DEEDS = {deed.__name__.encode(): deed for deed in (hang, spin, eat, leave, crash, die, murder, sink, fail, chatter)}


def misbehave(data: bytes, source: str, limits: Limits) -> Report:
    """Do what the file asks for, and read it if it asks for nothing."""
    if data in DEEDS:
        DEEDS[data]()
    return read_report(data, source, limits)
