"""ZIP archives give their members by safe names, within limits."""

import io
import zipfile

import pytest

from ingest.errors import Damaged, Encrypted, TooLarge
from ingest.readers.archive import expand_archive
from ingest.readers.limits import Limits

LIMITS = Limits()


def pack(members, **options):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def rename(data, old, new):
    assert len(old) == len(new)
    return data.replace(old, new)


def test_members_come_sorted_under_the_archive_name():
    data = pack([("b.txt", b"2"), ("a/c.txt", b"1")])
    assert [("年报.zip/a/c.txt", b"1"), ("年报.zip/b.txt", b"2")] == list(expand_archive(data, "年报.zip", LIMITS))


def test_folders_hidden_files_and_system_debris_are_left_out():
    data = pack([("x/", b""), ("x/.hidden", b"1"), ("__MACOSX/a.txt", b"2"), ("x/Thumbs.db", b"3"), ("x/a.txt", b"4")])
    assert [("a.zip/x/a.txt", b"4")] == list(expand_archive(data, "a.zip", LIMITS))


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_unmarked_names_are_read_in_the_encoding_that_wrote_them(encoding):
    written = "清溪镇.txt".encode(encoding)
    data = rename(pack([("n" * len(written), b"1")]), b"n" * len(written), written)
    assert [("a.zip/清溪镇.txt", b"1")] == list(expand_archive(data, "a.zip", LIMITS))


def test_an_archive_inside_is_opened_once():
    inner = pack([("deep.zip", pack([("x.txt", b"1")])), ("y.txt", b"2")])
    names = [name for name, _ in expand_archive(pack([("in.zip", inner)]), "a.zip", LIMITS)]
    assert ["a.zip/in.zip/deep.zip", "a.zip/in.zip/y.txt"] == names


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "C:/x.txt", "..\\x.txt"])
def test_a_name_that_leaves_the_folder_is_refused_and_the_others_are_read(name):
    members = []
    with pytest.raises(Damaged, match="不安全"):
        members.extend(expand_archive(pack([(name, b"1"), ("good.txt", b"2")]), "a.zip", LIMITS))
    assert [("a.zip/good.txt", b"2")] == members


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(TooLarge, match="压缩比"):
        list(expand_archive(pack([("x.txt", b"0" * 30_000_000)]), "a.zip", LIMITS))


def test_a_size_that_lies_in_the_directory_is_found_out():
    data = pack([("x.txt", b"0123456789" * 50)])
    lying = data.replace((500).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    with pytest.raises(Damaged):
        list(expand_archive(lying, "a.zip", LIMITS))


@pytest.mark.parametrize(
    ("limits", "message"),
    [(Limits(max_members=1), "文件过多"), (Limits(max_total_bytes=5), "过大"), (Limits(max_bytes=3), "文件过大")],
)
def test_limits_hold_for_archives(limits, message):
    with pytest.raises(TooLarge, match=message):
        list(expand_archive(pack([("a.txt", b"1234"), ("b.txt", b"1234")]), "a.zip", limits))


def test_archives_inside_share_the_budget_of_the_outer_one():
    inner = pack([("x.txt", b"1" * 400)])
    limits = Limits(max_total_bytes=len(inner) * 2 + 700)
    with pytest.raises(TooLarge):
        list(expand_archive(pack([("a.zip", inner), ("b.zip", inner)]), "o.zip", limits))


def test_a_member_with_a_password_says_so():
    data = bytearray(pack([("x.txt", b"1")]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(Encrypted, match="密码"):
        list(expand_archive(bytes(data), "a.zip", LIMITS))


def test_a_broken_archive_is_damaged():
    data = pack([("x.txt", b"1" * 5000)])
    with pytest.raises(Damaged):
        list(expand_archive(data[: len(data) // 2], "a.zip", LIMITS))
