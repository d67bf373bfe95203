"""Praise, curses and chatter: what somebody feels and nothing else."""

from __future__ import annotations

from handlers.reading import belonging, questions, troubles
from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST_PRAISE, LONGEST_CURSE, LONGEST_CHAT = 10, 12, 20
LONGEST_GRUMBLE, LONGEST_REST = 24, 8  # characters, and of what else is said
_SIGNS = lazy_regex(r"[\s，,。.！!~～？?\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]|\[[^\[\]]{1,6}\]")
_PRAISE = lazy_regex(
    r"(?:你们|您们|真的?是?|硬是|确实|太|好|服务|专家|老师|人)*(?:6{2,}|(?:真|太|好)牛|牛[逼皮批啊哦]|厉害了?|给力|好快|真快|(?:这么|恁个|那么)快"
    r"|速度(?:快|可以)?|太好了|真好|好耶|棒|赞|点赞|不错不错|哇+|哇塞|nice|good|绝了|安逸|巴适"
    r"|(?:你们|服务)?(?:效率|速度)(?:真|好|挺|很)?(?:高|快|可以)|开心|高兴|放心了|可以哦|要得嘞|爱你|么么哒)"
)
_TAIL = lazy_regex(r"[啊呀哦嘛哈呢吧了的嘞咯哟惨噻]+$")
_CURSE = lazy_regex(
    r"^(?:跟你|给你)?(?:说|讲|问)了?(?:半天|这么久|恁久|一堆)(?:都|也|硬是)?(?:没用|白说|白讲|白问|等于零|没得用)|^(?:说|问)了(?:也|都)?白(?:说|问)|^顶(?:个)?(?:屁|球)用|^(?:你个?)?(?:没用的?|没得用的?|烂)(?:东西|家伙|玩意|机器人?|系统)|^你妈(?:的|个|逼|批|卖)?|^废物|^垃圾(?:东西|系统|平台|机器人?)?$|^死(?:远点|开)|^(?:你个?)?(?:蠢|笨)(?:货|猪|蛋|得很|死了)?$|^滚[蛋开远]*[了嘛]?$|[你给]我?滚(?:$|[蛋开远])|爬开|妈卖批|麻卖批|日妈|日你|龟儿子|龟孙|狗日|傻[逼屄]|煞笔|操你|我操|卧槽|放屁|个锤子|王八蛋|sb$"
    r"|^妈的|他妈的$|(?:你们?|您|脑壳).{0,2}(?:有病|神经病|有包)|瓜娃子"
)
_MISSENT = lazy_regex(
    r"(?<![上昨])发错(?:了|人|群|地方)|不是(?:要)?发给你|(?:点|按)错了?$|按到了|误触|(?:上面|刚才|前头|那)(?:那)?[条个](?:是)?(?:转|发)(?:来|给别).{0,3}的"
)
_SORRY = lazy_regex(
    r"(?:哎呀?|嗯|真的?|实在|太)*(?:不好意思|对不起|对不住|抱歉|打扰(?:了|你们?了?|您了?)?|见谅|莫怪)(?:哈|啊|呀|哦|嘛|了|老师|[你您]们?)*"
)
_CHAT = lazy_regex(
    r"(?:陪|跟|和)我?(?!.{0,2}(?:专家|老师|医生|教授)).{0,4}(?:聊|说说话|摆龙门阵|摆哈)|(?<!专家视频)(?<!视频)聊(?:会儿?|哈|一?下)?天|无聊|讲(?:个|一个)?笑话|唱(?:个|首)?歌|天气(?:怎么样|咋样|如何|好不好)"
    r"|(?:今天|明天|后天)?.{0,3}下雨(?:不|吗|没)[？?嘛哦]*$|你吃(?:饭)?了(?:没|吗|不)|你(?:几岁|好大|多大|男的|女的|结婚)|你会不会.{0,4}(?:写|唱|画|算)"
)
_GRUMBLE = lazy_regex(
    r"(?:化肥|肥料|饲料|农药|种子|柴油|汽油|油价|菜|肉|物价|东西|啥子?都?|什么都?)(?:价)?[^，。]{0,4}(?:涨(?:价|了|得)|好贵|太贵|死贵)[^，。]{0,3}"
    r"|(?:日子|生活)[^，。]{0,4}(?:不好过|难过|难熬|恼火|造孽)[^，。]{0,2}|钱(?:真|太|好)?(?:不好|难)(?:找|挣|赚)[^，。]{0,2}"
    r"|(?:农民|农村人|种地|种庄稼|打工|做生意|老百姓)[^，。]{0,3}(?:苦|难|造孽|恼火|遭孽)[^，。]{0,3}"
)


def is_mood(understood: Understanding) -> bool:
    """Praise, a curse or chatter and nothing else."""
    bare = bare_words(understood.text)
    if understood.place or understood.phones:
        return False
    return grumbles(understood) or chats(bare, understood) or (not understood.times and (praises(bare) or curses(bare)))


def bare_words(text: str) -> str:
    """The words without stickers and signs."""
    return _SIGNS.sub("", text)


def is_missent(bare: str) -> bool:
    """不好意思发错了: what came before was meant for somebody else."""
    return len(bare) <= LONGEST_CHAT and _MISSENT.search(bare) is not None


def apologises(bare: str) -> bool:
    """对不起哈, and nothing besides."""
    return _SORRY.fullmatch(bare) is not None


def grumbles(understood: Understanding) -> bool:
    """化肥又涨价了，日子不好过: hard times, and nothing to be mended; 饲料涨价养不起了 is more than that."""
    text = understood.text
    rest = _GRUMBLE.sub("，", text)
    is_short = rest != text and len(text) <= LONGEST_GRUMBLE and len(_SIGNS.sub("", rest)) <= LONGEST_REST
    return is_short and not (tells_trouble(rest) or tells_wish(text) or questions.asks(text))


def praises(bare: str) -> bool:
    """666, 太好了, and no more than that."""
    forms = (bare, _TAIL.sub("", bare))
    return len(bare) <= LONGEST_PRAISE and any(form and _PRAISE.fullmatch(form) for form in forms)


def curses(bare: str) -> bool:
    """A curse that tells of no trouble besides."""
    is_short = len(bare) <= LONGEST_CURSE and _CURSE.search(bare) is not None
    return is_short and not troubles.TROUBLE.search(_CURSE.sub("", bare))


def chats(bare: str, understood: Understanding) -> bool:
    """The weather, a joke, the age of the bot."""
    is_wish = understood.tags or belonging.requests(bare)
    return len(bare) <= LONGEST_CHAT and _CHAT.search(bare) is not None and not is_wish
