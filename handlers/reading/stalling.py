"""等哈再说, 我问下老公: whoever is asked wants time; what is told so far stays, and nothing is sent on its way."""

from __future__ import annotations

from functools import lru_cache

from handlers.reading import troubles
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 20
REMEMBERED = 256  # texts: a time on the table and what is said beside the matter ask of the same message
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

_POLITE = r"(?:(?:好的?|行|可以|要得|得行|嗯+|哦+|那|谢谢|知道|晓得|收到|明白)[嘛哈啊的了吧哦]*[，,。！!~～\s]*)*"
_PEOPLE = (
    r"(?:屋头|屋里|家里|家属|婆娘|老婆|老公|老汉|媳妇|爱人|儿子|女儿|娃儿|爸|妈|爹|娘|领导|老板|院长|校长|书记|主任"
    r"|村[里上]|社[里上]|大家|合伙人?|股东|班子|单位|他们?|她|别人|人家)(?:的?人|那边)?"
)
_FIRST = r"(?:容|让|等|待|就|还是|我们?|咱们?|自己|先|再|还|要|得|需要|可能|回去|回头|下来|慢慢)"
_A_WHILE = r"(?:一?[下哈]|一想|看|清楚|好|情况|几天|两天|一阵|时间)*"
_TELL = r"(?:(?:再|才|后|以后|之后|了)*(?:说|定|讲|看|决定|来|(?:回|答|回复|答复|联系|告诉|找|通知)(?:您|你)?们?))?"
_END = r"[嘛哈吧了哦啊的呢噻。！!～~…\s]*"
_HESITATES = lazy_regex(
    rf"{_POLITE}(?:(?:唉|哎|就|先)*算了(?:嘛|吧|哈)?[，,\s]+)?(?:再说嘛?[，,\s]*)?(?:"
    rf"{_FIRST}*(?:(?:跟|和|同|与|给)?{_PEOPLE})?(?:考虑|琢磨|斟酌|盘算|合计|寻思|掂量|研究|商量|商议|讨论|想){{1,2}}{_A_WHILE}{_TELL}"
    rf"|{_FIRST}+(?:问|打听|请示|汇报){{1,2}}(?:一?[下哈]|清楚)*(?:我们?的?)?{_PEOPLE}?{_TELL}"
    rf"|(?:{_FIRST}*我们?{_FIRST}*|(?:先|容|让)+)(?:看|观察|等等){_A_WHILE}{_TELL}"
    rf"|(?:等|过|隔|缓|到时候?|以后|改天|回头|下次|忙完){_A_WHILE}再说"
    rf"|等{_PEOPLE}(?:定|决定|同意|回来|商量|开会|研究)[了好]*{_TELL}"
    r"|(?:还)?没(?:有)?(?:想|考虑)好|拿不定主意"
    rf"){_END}"
)
_WANTS = lazy_regex(
    r"想(?:问|请|要|打听|了解|咨询|看|商量|找|学|知道|办|买|卖)|[吗么?？]$|咋|怎么|啷个|如何|能不能|可不可以"
)
_WAITS = lazy_regex(
    rf"{_POLITE}(?:(?:那|就|我们?|咱们?|先|在|都|一直|慢慢|安心|继续|只有|只好|就是)*(?:等|候)(?:着|起|到|倒|候|待)*"
    r"(?:[您你]们?|老师|专家|管家|平台)?(?:那边)?的?(?:通知|消息|电话|回话|回复|回音|信|安排|联系|答复|好消息|来电|老师|专家)?"
    rf"|(?:我|慢慢来)?[，,\s]*不(?:着)?[急慌忙]的?[，,\s]*(?:(?:[您你]们?|老师)?慢慢(?:来|安排|弄|找|办|等))?){_END}"
)
_PICTURE = r"(?:照片|图片|视频|相片|图|片子)"
_OF_PICTURE = lazy_regex(
    rf"(?:等|待|稍|马上|晚点|回去|到了|过会|我)[^，,。]{{0,8}}(?:拍|发|传|照)[^，,。]{{0,3}}{_PICTURE}(?:给|发|过来|来|上来)?(?:你|您|你们|您们)?(?:看)?"
    rf"|(?:等|待|稍|马上|晚点|回去|过会)[^，,。]{{0,6}}(?:把)?{_PICTURE}(?:拍|发|传)(?:给|过来|上来)?(?:你|您|你们|您们)?"
    r"|(?:明天|后天|晚点|等[下哈]|回头|下午|晚上|改天|到时候?)我?再(?:拍|照)(?:给你|给您)?"
    rf"|{_PICTURE}(?:我|又|也|都|怎么|咋个?|老是)*(?:发|传|拍)不(?:起|出|了|来|动|上|过|成)(?:去|来)?|(?:不会|没法|没办法|发不[起出了来]|拍不[起了来])(?:去|来)?(?:发|拍|传|照)?(?:个|一?张)?{_PICTURE}"
)
MOST_BESIDE = 6  # characters that stand beside a picture that is announced


def speaks_of_picture(text: str) -> bool:
    """我等哈发照片给你, 照片发不起: a picture that comes later or never, and nothing else."""
    rest = _OF_PICTURE.sub("", text.strip())
    return rest != text.strip() and len(rest) <= MOST_BESIDE


@lru_cache(maxsize=REMEMBERED)
def hesitates(text: str) -> bool:
    """好的，我再想想, 等我问问屋头的人, 到时候再说: time is wanted to decide; it is no yes, and nothing to note."""
    text = text.strip()
    return len(text) <= LONGEST and _WANTS.search(text) is None and _HESITATES.fullmatch(text) is not None


def waits(text: str) -> bool:
    """那我等通知, 不急，慢慢来: patience, and nothing to note."""
    return len(text.strip()) <= LONGEST and _WAITS.fullmatch(text.strip()) is not None


def is_puzzled(text: str) -> bool:
    """啥子地方?, 你说哪个: the question was not understood."""
    return _PUZZLED.fullmatch(text.strip()) is not None


def is_stall(understood: Understanding) -> bool:
    """Short words that put the answer off and tell nothing else."""
    text = understood.text.strip()
    if len(text) > LONGEST or understood.place or understood.phones or understood.tags:
        return False
    return _LATER.search(text) is not None and not troubles.TROUBLE.search(text)
