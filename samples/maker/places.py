"""The invented agencies: six townships of two counties, one name occurring in both counties.

No province, city, county or township of these names exists as far as we know.
"""

from samples.maker.records import Agency

PROVINCE = "岚平省"


def _township(key: str, name: str, full: str, parents: tuple[str, str], rest: tuple[str, str, str, int]) -> Agency:
    county, city = parents
    self_name, wechat, street, volume = rest
    return Agency(key, name, full, county, city, PROVINCE, self_name, wechat, street, volume)


_XIYUAN = ("溪源县", "澄陵市")
_WUSHAN = ("梧山县", "棠阳市")

AGENCIES = (
    _township("xiyuan-liqiao", "栎桥镇", "栎桥镇人民政府", _XIYUAN, ("我镇", "溪畔栎桥", "栎桥镇古渡路6号", 14)),
    _township("tinglan", "汀岚镇", "汀岚镇人民政府", _XIYUAN, ("我镇", "汀岚发布", "汀岚镇河湾街21号", 4)),
    _township("luzhu", "鹭渚街道", "鹭渚街道办事处", _XIYUAN, ("我街道", "鹭渚在线", "鹭渚街道观澜大道108号", 42)),
    _township("wushan-liqiao", "栎桥镇", "栎桥镇人民政府", _WUSHAN, ("我镇", "山城栎桥", "栎桥镇石桥北路3号", 7)),
    _township("shanwu", "杉坞乡", "杉坞乡人民政府", _WUSHAN, ("我乡", "杉坞微讯", "杉坞乡林场路1号", 1)),
    _township("yanquan", "砚泉镇", "砚泉镇人民政府", _WUSHAN, ("我镇", "砚泉融媒", "砚泉镇墨池街17号", 18)),
)

BY_KEY = {agency.key: agency for agency in AGENCIES}
