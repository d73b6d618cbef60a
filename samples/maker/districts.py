"""The invented agencies of the second set: a banner and an autonomous county, with kinds and names that trap readers.

No province, city, county or township of these names exists as far as we know. 渡镇镇 ends in its own kind twice,
廿七里街道 begins with a numeral, 街前镇 with a kind's first character, and a zone has neither 镇 nor 乡.
"""

from samples.maker.places import PROVINCE
from samples.maker.records import Agency

_BANNER = ("苏林塔旗", "塔林泊市")
_COUNTY = ("沱岭苗族自治县", "沱州市")
_AGENCIES = (
    ("arbo", "阿尔泊苏木", "阿尔泊苏木人民政府", _BANNER, "我苏木", "草原云讯", "阿尔泊苏木驻地1号", 1),
    ("hari", "哈日泊镇", "哈日泊镇人民政府", _BANNER, "我镇", "泊畔晨光", "哈日泊镇北疆街5号", 5),
    ("aolun", "敖仑达斡尔民族乡", "敖仑达斡尔民族乡人民政府", _BANNER, "我乡", "嫩水乡音", "敖仑达斡尔民族乡渔村路3号", 2),
    ("dunda", "敦达泊苏木", "敦达泊苏木人民政府", _BANNER, "我苏木", "牧野新声", "敦达泊苏木二道街9号", 3),
    ("baiyu", "白榆镇", "白榆镇人民政府", _BANNER, "我镇", "榆荫小站", "白榆镇站前路12号", 8),
    ("huohan", "霍罕街道", "霍罕街道办事处", _BANNER, "我街道", "街坊快报", "霍罕街道振业大街66号", 22),
    ("duzhen", "渡镇镇", "渡镇镇人民政府", _COUNTY, "我镇", "渡口新闻", "渡镇镇船码头7号", 9),
    ("tongwu", "桐坞瑶族乡", "桐坞瑶族乡人民政府", _COUNTY, "我乡", "山乡田园", "桐坞瑶族乡鼓楼坪2号", 1),
    ("nianqi", "廿七里街道", "廿七里街道办事处", _COUNTY, "我街道", "邻里之声", "廿七里街道驿路18号", 16),
    ("kaifaqu", "沱岭经济开发区", "沱岭经济开发区管理委员会", _COUNTY, "我区", "园区直通车", "沱岭经济开发区创业路1号", 28),
    ("jieqian", "街前镇", "街前镇人民政府", _COUNTY, "我镇", "街口茶座", "街前镇老街31号", 6),
    ("yunya", "云崖乡", "云崖乡人民政府", _COUNTY, "我乡", "崖上人家", "云崖乡盘山路4号", 3),
    ("xutou", "墟头镇", "墟头镇人民政府", _COUNTY, "我镇", "圩日消息", "墟头镇横街22号", 12),
    ("shilai", "石濑镇", "石濑镇人民政府", _COUNTY, "我镇", "水边旧事", "石濑镇滩头路8号", 4),
)

DISTRICTS = {
    key: Agency(key, name, full, county, city, PROVINCE, own, wechat, street, volume)
    for key, name, full, (county, city), own, wechat, street, volume in _AGENCIES
}

OTHER_NAMES = {"沱岭经济开发区": ("沱岭经济开发区管委会", "沱岭经济开发区管理委员会", "沱岭经开区")}
"""Further names under which a reader may file an agency."""
