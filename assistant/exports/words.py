"""What a person reads for the fixed words of a stored number: its state, and how it was read."""

from collections.abc import Mapping

STATES: Mapping[str, str] = {"stated": "有数值", "blank": "空白", "not_applicable": "不适用", "unreadable": "读不出"}
READINGS: Mapping[str, str] = {"label": "按栏目名称", "position": "按位置", "arithmetic": "按勾稽关系推定", "ocr": "文字识别"}
