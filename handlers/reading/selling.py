"""What is nobody's need: 专业代办资质，加微信, and notices to everybody that were passed on."""

from __future__ import annotations

from handlers.reading import questions
from nlu.text.patterns import lazy_regex

_ADVERTISES = lazy_regex(
    r"(?:专业|诚信|长期|低价|厂家直销|批发|代理|代办|代写|代开|代做|承接|承包各|招商|加盟|优惠|包过|专注|一手货源|量大从优)[^。]{0,40}"
    r"(?:加(?:我|v|V|薇|微|扣)|微信|详询|咨询|私聊|私信|了解|欢迎|扫码|从速|联系(?:我|电话)|来电|\d{7})"
    r"|(?:无抵押|免担保|不看征信|秒批|秒到账|当天放款|日结|刷单|躺赚|稳赚|零投资|包过|招代理|宝妈兼职|在家就能赚)"
)
_ANNOUNCES = lazy_regex(
    r"^[【\[（(]?(?:转发|转)[】\])）]?[：:\s]|(?:^|[，,。\s】：:])(?:各位|全体|广大|亲爱的|尊敬的)[^，,。：:]{0,6}(?:家长|村民|居民|业主|用户|顾客|客户|同学|同事|朋友|乡亲|群众|社员|市民|车主|学员|旅客)"
    r"|(?:请|敬请|望)(?:大家|各位|广大|全体|周知|知悉|相互|互相|转告|扩散|转发到)|关于[^，。？?]{4,40}的(?:通知|公告|函|通报)(?!.{0,6}(?:看|咋|怎么|哪))|^(?:紧急|重要)?(?:通知|公告|通告|告示|倡议书)[：:]|请各[^，。]{1,8}(?:配合|知悉|参加|落实|遵照)|温馨提示|特此通知|停水通知|停电通知"
)
_SPEAKS = lazy_regex(r"我|咱|俺|想|求|能不能|可不可以|帮忙|咋|怎么|啷个")


def announces(text: str) -> bool:
    """各位家长，近日流感高发，请做好防护: a notice to everybody that was passed on."""
    return _ANNOUNCES.search(text) is not None and not _SPEAKS.search(text) and not questions.asks(text)


def advertises(text: str) -> bool:
    """Whether nothing but an offer is made; 我们专业做泡菜，最近发酸，来电… tells a trouble and is none."""
    return _ADVERTISES.search(text) is not None and not questions.asks_or_needs(text)
