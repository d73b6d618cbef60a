"""How a question speaks of shares besides asking for one: that a share moves over the years, or that two are held together."""

import re

MOVES = re.compile(
    r"变化|变动|趋势|走势|波动|起伏|[升涨跌]|变[大小高低]|走[高低]|多了|少了|高了|低了|chang|trend|ris(?:e|ing)|rose|f[ae]ll"
)
"""How a share is said to move over the years (微博占比的变化)."""

WEIGHED = re.compile(
    r"(?:谁|哪[个家边年])[^,。?占最]{0,4}[高低大小](?![^,。?]*最)|更[高低大小]|高还是低|低还是高|大还是小|"
    r"which .*(?:higher|lower|larger)"
)
"""How two shares are held against each other (自然人占比谁高)."""
