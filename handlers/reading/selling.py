"""Who only has something to sell: 专业代办资质，加微信 is nobody's need."""

from __future__ import annotations

from handlers.reading import questions
from nlu.text.patterns import lazy_regex

_ADVERTISES = lazy_regex(
    r"(?:专业|诚信|长期|低价|厂家直销|批发|代理|代办|代写|代开|代做|承接|承包各|招商|加盟|优惠|包过|专注|一手货源|量大从优)[^。]{0,40}"
    r"(?:加(?:我|v|V|薇|微|扣)|微信|详询|咨询|私聊|私信|了解|欢迎|扫码|从速|联系(?:我|电话)|来电|\d{7})"
    r"|(?:无抵押|免担保|不看征信|秒批|秒到账|当天放款|日结|刷单|躺赚|稳赚|零投资|包过|招代理|宝妈兼职|在家就能赚)"
)


def advertises(text: str) -> bool:
    """Whether nothing but an offer is made; 我们专业做泡菜，最近发酸，来电… tells a trouble and is none."""
    return _ADVERTISES.search(text) is not None and not questions.asks_or_needs(text)
