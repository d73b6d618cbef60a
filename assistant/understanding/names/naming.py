"""How names are written: their kinds, and the ways in which people shorten and spell them."""

import re
from collections.abc import Iterator

from assistant.understanding.words.spelling import spell_sounds
from ingest.folding import fold_character

KINDS = re.compile(
    r"(?P<kind>街道办事处|街道|地区办事处|管理委员会|管委会|办事处|(?:回|满|彝|苗|侗|瑶|土家|壮|布依|"
    r"白|傣|哈尼|藏|羌|蒙古|朝鲜|畲|黎|维吾尔|哈萨克|东乡|土|水|纳西|拉祜|佤|傈僳|仡佬|鄂温克|达斡尔|"
    r"锡伯|裕固|各)?(?:民族|族)乡|苏木|农场|林场|综合实验区|实验区|示范区|经济技术开发区|开发区|经开区|高新区|新区|镇|乡|街|县|市|区|旗)$"
)

REGION = re.compile(r"(省|市|自治州|州|盟|地区|自治县|县|自治旗|旗|新区|示范区|开发区|经开区|综合实验区|实验区|区)$")

COUNTY = re.compile(r"(县|旗|区)$")

_PEOPLES = (
    "维吾尔|哈萨克|柯尔克孜|塔吉克|鄂温克|鄂伦春|达斡尔|土家|布依|哈尼|蒙古|朝鲜|东乡|纳西|拉祜|傈僳|仡佬|锡伯|裕固|撒拉|"
    "仫佬|毛南|布朗|景颇|普米|独龙|保安|塔塔尔|俄罗斯"
)

_AUTONOMOUS = re.compile(rf"(?:(?:{_PEOPLES})族?|[回满彝苗侗瑶壮白傣藏羌畲黎土水佤怒京各民]族)+自治([州县旗])$")

PROVINCES = frozenset(
    {
        "北京",
        "天津",
        "上海",
        "重庆",
        "河北",
        "山西",
        "辽宁",
        "吉林",
        "黑龙江",
        "江苏",
        "浙江",
        "安徽",
        "福建",
        "江西",
        "山东",
        "河南",
        "湖北",
        "湖南",
        "广东",
        "海南",
        "四川",
        "贵州",
        "云南",
        "陕西",
        "甘肃",
        "青海",
        "内蒙古",
        "广西",
        "西藏",
        "宁夏",
        "新疆",
    }
)


def fold_name(name: str) -> str:
    """A name as questions are compared with it: plain characters, no spaces."""
    return "".join(plain for character in name for plain in fold_character(character) if not plain.isspace())


def strip_kind(name: str) -> str:
    """A name without what kind of agency it is (砚泉镇 → 砚泉), or the name itself where nothing would be left."""
    stem = KINDS.sub("", name)
    return stem or name


def sound_name(name: str) -> str:
    """How a name sounds without its kind, as English writes it (砚泉镇 → Yanquan)."""
    return "".join(spell_sounds(strip_kind(name))).capitalize()


def strip_region(name: str) -> str:
    """A county's or city's name without its kind (济源市 → 济源), or the name itself where one character would be left."""
    stem = REGION.sub("", name)
    return stem if len(stem) > 1 else name


def shorten_autonomous(name: str) -> str:
    """An autonomous county's or prefecture's name as people shorten it (某某苗族自治县 → 某某县), or the name itself."""
    stem = _AUTONOMOUS.sub(r"\1", name)
    return stem if len(stem) > 2 else name  # noqa: PLR2004  (one character and its kind)


def spell_variants(name: str) -> Iterator[str]:
    """The ways in which people write an agency's name: with 人民政府, without its kind, 街道 as 办事处 or 街办."""
    base = name.removesuffix("人民政府")
    yield name
    yield base
    match = KINDS.search(base)
    if match is None:
        return
    stem, kind = base[: match.start()], match["kind"]
    if len(stem) > 1:
        yield stem
    if kind in ("街道", "街道办事处", "办事处", "街"):
        yield from (stem + ending for ending in ("街道", "街道办事处", "街道办", "办事处", "街办"))
    if kind.endswith("族乡") and stem:
        yield from (stem + "乡", stem + "民族乡", *(re.sub(r"(?:民族|族)乡$", ending, base) for ending in ("乡", "族乡")))
    if kind == "综合实验区" and stem:
        yield stem + "实验区"
    if match_zone := re.search(r"(?:经济技术|经济|高新技术产业|高新技术|高新)开发区$", base):
        stem, kind = base[: match_zone.start()], match_zone.group()
        yield from (stem + "开发区", stem + ("经开区" if kind.startswith("经济") else "高新区")) if stem else ()
