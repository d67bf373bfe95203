"""等哈再说, 我问下老公: whoever is asked wants time; what is told so far stays, and nothing is sent on its way."""

from __future__ import annotations

from handlers.reading import troubles
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 20
_LATER = lazy_regex(
    r"(?:等|晚|过|待|迟)(?:一?[下哈]|会儿?|点|一会儿?|我|到|几天|两天|忙完)?.{0,6}(?:再|才|来)(?:说|讲|弄|看|回|发|报|登记?|填|告诉)"
    r"|(?:回头|改天|明天|后天|下午|晚上|晚点|有空|得空|空了|忙完|到时候?|以后|下次)(?:了)?再?(?:说|讲|弄|看|回|发|报|登记?|填)"
    r"|(?:我|先|要|去|得)(?:去|先|要|得|再)?(?:问|商量|打听|看|查)(?:一?[下哈]|清楚|问)?.{0,6}(?:再|了)(?:说|讲|回|告诉|来)"
    r"|^(?:那|我|先)?(?:先不(?!吃|动|长|转)|莫忙|不忙|不慌|不急|先不急|暂时不|稍等|等等|等一?下|等哈|等一哈|等会儿?|等一会儿?|在忙|正忙|忙着呢?|开会呢?|开车呢?)"
    r"[了呢嘛哈哦啊着登记弄搞说急。.！!～~\s]*$"
    r"|(?:现在|这会儿?|这哈儿?)(?:在|正|没|不得)?(?:忙|开会|开车|上班|空|方便)"
)

_PUZZLED = lazy_regex(
    r"(?:你|您)?(?:说|问)?(?:的)?(?:是)?(?:啥子?|什么|哪个|哪样|哪里|么子)(?:意思|地方|区县|乡镇|问题|东西|位置)?(?:哦|嘛|呢|啊|呀)?[？?。\s]*"
    r"|(?:我)?(?:没|不|看不|听不)(?:懂|明白|清楚)(?:你|您)?(?:说|问)?(?:的)?(?:啥子?|什么)?(?:意思)?[，,。？?\s]*"
    r"|(?:啥子?|什么|咋个|怎么)(?:说|回|答|填|写)[嘛呢啊？?]*"
)


def is_puzzled(text: str) -> bool:
    """啥子地方?, 你说哪个: the question was not understood."""
    return _PUZZLED.fullmatch(text.strip()) is not None


def is_stall(understood: Understanding) -> bool:
    """Short words that put the answer off and tell nothing else."""
    text = understood.text.strip()
    if len(text) > LONGEST or understood.place or understood.phones or understood.tags:
        return False
    return _LATER.search(text) is not None and not troubles.TROUBLE.search(text)
