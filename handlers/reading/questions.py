"""Whether something is asked, and whether it is asked of rules or of the bot itself."""

from __future__ import annotations

import re

from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex

RULES = lazy_regex(
    r"补贴|补助|津贴|低保|抚恤|养老金|公积金|政策|贷款|申请|申报|办证|手续|许可|审批|资格|条件|职称|医保|社保|执照|证书|补偿|赔"
)
SERVICE = r"(?:你们|平台|系统|机器人|小程序|公众号|榜单|命令|功能)"  # to build patterns of: the bot and what it runs on
HOW_TO = r"(?:(?:怎么|咋个?|如何)(?:用|弄|操作|约|接|揭|交|改|请假|报|评|填|发|回|绑|取消|退))"
_HALF_ASKED = lazy_regex(
    r"有.{0,6}没得[哦嘛啊]*$|(?<!还)(?<!没)有[^，,。]{1,6}没[哦嘛啊]*$|[能可会要得行].{0,6}不[哦嘛啊]*$"
)
OF_BOT = lazy_regex(
    r"(?:揭榜|发榜)(?:挂帅)?[^，,。]{0,4}(?:是不是|就是)(?:你|这)|机器人|是不是.{0,2}机器|你是.{0,8}(?:GPT|gpt|AI|ai|人工智能|智能|程序)|你(?:叫|姓)个?(?:啥|什么|哪样)|你(?:到底)?是(?:人|真人|活人|哪个|啥|什么)|[你能].{0,2}(?:能|会|可以)?(?:干|做)(?:啥|什么|嘛)|干(?:啥|嘛)的|[咋怎].?用"
)
_ASKS = lazy_regex(
    r"[吗么](?=[，,。！!])|[可能]否|何时|几时|(?<![但可就不都总老])是[^，,。]{1,8}还是[^，,。]{1,8}$|(?<!不)([\u4e00-\u9fff])不\1(?!不)|[^不\s]不[哦嘛啊呀哈]*[？?]*$|(?:要|能|会|可|该|用|需|行|得|有|好|管|是|来|算|吃|喝|敢|兴)不(?:要|能|会|可以|该|用|需要|行|得|好|管|是|来|算|吃|喝|敢|兴)|有没(?:有|得)"
    r"|怎么|咋|啷个|如何|为(?:啥|什么)|多少|(?<![了得])好多(?!了)|几(?:天|次|个|斤|遍|点|时|种|位|岁|成|级)(?!前|后|人)|多久|好久(?!没)|(?:要|得)[^，,。]{0,4}好(?:深|宽|厚|高|长|粗|重)[哦嘛呢]?$|哪(?:个|里|儿|天|些|家|种|位|样|年)|啥子?|什么|谁|呢[？?]*$"
)
_NO_QUESTION = lazy_regex(
    r"(?:还|就|都|硬|总|老|仍|照样)是不(?!是)|(?:不晓得|不知道|不清楚|没得|没有|没|不|什么的|啥的|无论|不管|随便|过)(?:怎么|咋|啷个|如何|为啥|多少|好多|多久|好久|哪|啥|什么|谁)|(?:什么|啥)(?:都|也)|(?:好|前|这|那|有)几(?:天|次|个|种)|[十百千万]几[\u4e00-\u9fff]|好[多几](?:年|天|个月|回|次|遍|家|户|个|头)了|啥的$"
    r"|(?<![要得还])(?:等|过|缓|晚|隔)几天(?!能|才|可以|会|[吗呢])"
    r"|(?:哪|啥|什么|多少|好多|几|咋|怎么)[^，,。？?]{0,5}?(?:我|他|她|也|都|还|真的?|硬是)*(?:不晓得|不知道|不清楚|说不(?:清|准|好|来)|搞不(?:清|懂)|记不(?:得|到|清|起)|忘了|忘记|忘脱)"
)
_USES = lazy_regex(  # 这个我晓得怎么弄 asks nothing
    r"(?:(?<=不晓得)|(?<=不知道)|(?<!晓得)(?<!知道)(?<!会)(?<!懂))(?:怎么|咋个?|如何|啷个)(?:用|使|操作|登记|搞|弄)|功能|菜单|帮助|说明"
)

_WHERE_TO_REGISTER = lazy_regex(
    r"(?:请问|那|这个|这种|我们?|需求|[，,\s])*(?:要|该|是|应该|可以)?(?:在|去|到|找)?(?:哪(?:里|点|儿|个)?|啥子?地方|什么地方|怎么|咋个?|啷个|如何)(?:才)?(?:能)?"
    r"(?:登记|登|申报需求|提(?:交)?需求|报(?:需求|上去)|填表?|下单)(?:需求)?(?:一?[下哈])?[呢嘛啊哦的？?。]*"
)


def is_question(text: str) -> bool:
    """取消了吗: asked, not done."""
    return bool(
        _HALF_ASKED.search(text)
        or re.search(r"[吗么?？]\s*[。！!~～]*$|.[了来过]没(?:有|得)?[。！!]*$|是不是|是否|有没有", text)
    )


def asks(text: str) -> bool:
    """这个病传染不, 专家一般来几天: anything that wants an answer, also without a mark or a particle."""
    return is_question(text) or _ASKS.search(_NO_QUESTION.sub("，", text)) is not None


def asks_of_rule(text: str) -> bool:
    """高龄津贴从几岁开始有: a rule's matter, asked for."""
    return RULES.search(text) is not None and asks(text)


def asks_or_needs(text: str) -> bool:
    """A trouble, a wish or a question: more than a statement beside the matter."""
    return tells_trouble(text) or tells_wish(text) or asks(text)


def asks_where_to_register(text: str) -> bool:
    """这个在哪里登记: here, and no part of the need."""
    return _WHERE_TO_REGISTER.fullmatch(text.strip()) is not None


def asks_about_bot(text: str) -> bool:
    """你能干啥, 怎么用: what this is for, not what somebody brings along."""
    return OF_BOT.search(text) is not None or _USES.search(text) is not None
