"""What stands in a backup: its manifest, and the names that its members may have.

A backup is a ZIP file: the database, the kept copies, the roster, a refitted model, and last of all ``manifest.json`` with the
sha256 of each. Vectors are not in it; they are made again from the rows.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from index.store import NEWER
from ingest.errors import Damaged, NewerSchema

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
DATABASE: Final = "wenbao.sqlite"
ROSTER: Final = "roster.csv"
SOURCES: Final = "sources/"
MODEL: Final = "model/"

_NAMES: Final = re.compile(
    r"wenbao\.sqlite|roster\.csv"
    r"|sources/(?P<folder>[0-9a-f]{2})/(?P<sha256>[0-9a-f]{64})(?:\.[a-z0-9]{1,5})?"
    r"|model/(?:[0-9A-Za-z_]{1,60}/)?[0-9A-Za-z_]{1,60}\.(?:json|safetensors)"
)
"""Nothing else can be a member: no path that leads out, no program, no pickle."""

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a backup; ``size`` is in bytes, unpacked."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: the program's version, the schema's, the content's, how many reports, which members."""

    program: str
    schema: str
    store: str
    reports: int
    members: tuple[Member, ...]

    @property
    def sources(self) -> int:
        """How many kept copies it holds."""
        return sum(member.name.startswith(SOURCES) for member in self.members)


def is_allowed(name: str) -> bool:
    """Whether a member may be called so."""
    match = _NAMES.fullmatch(name)
    return match is not None and (match["sha256"] is None or match["sha256"].startswith(match["folder"]))


def dump_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON; the same manifest gives the same bytes."""
    return (json.dumps({"format": FORMAT, **asdict(manifest)}, ensure_ascii=False, indent=1) + "\n").encode()


def parse_manifest(data: bytes) -> Manifest:
    """The manifest that ``data`` holds.

    Raises:
        NewerSchema: a newer program wrote the backup.
        Damaged: it is none, or names a member that no backup has.
    """
    try:
        given = json.loads(data)
        if given["format"] != FORMAT:
            raise NewerSchema(NEWER)
        members = tuple(_parse_member(entry) for entry in given["members"])
        manifest = Manifest(str(given["program"]), str(given["schema"]), str(given["store"]), int(given["reports"]), members)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Damaged("备份已损坏：清单读不出来") from error
    names = [member.name for member in members]
    if DATABASE not in names or len(set(names)) < len(names):
        raise Damaged("备份已损坏：清单缺少数据库或有重复的文件")
    return manifest


def _parse_member(entry: Mapping[str, Any]) -> Member:
    name, sha256, size = entry["name"], entry["sha256"], entry["size"]
    if not isinstance(name, str) or not is_allowed(name):
        raise Damaged(f"备份里有不该有的文件：{name!r}")
    if not isinstance(sha256, str) or not _DIGEST.fullmatch(sha256) or type(size) is not int or size < 0:
        raise Damaged("备份已损坏：清单读不出来")
    return Member(name, sha256, size)
