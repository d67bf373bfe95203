"""What a word of ours means, how an expert finds somebody, whether a number is needed: asked by those who are new."""

from __future__ import annotations

from handlers.reading import questions
from handlers.turn import Turn
from handlers.wording import explaining as wording
from nlu.text.patterns import lazy_regex

LONGEST = 24
_WORD = lazy_regex(
    r"(?P<word>揭榜|榜单|撤回|留言|进度|评价|修改|转人工|回头看|管家|签到|报名)\s*\d{0,6}\s*(?:是)?(?:个)?"
    r"(?:(?:啥子?|什么|哪样)(?:意思|东西|名堂)?|(?:怎么|咋个?|啷个|如何)(?:留|弄|用|回|搞|打|撤|改|写|发|转|看))[嘛呢哦啊？?。]*"
)
_NO_NUMBER = lazy_regex(
    r"不(?:想|愿意?|敢|方便)(?:给你们?)?.{0,2}(?:留|给|填|说)(?:我的?)?(?:电话|号码|手机)"
    r"|(?:不留|没得|没有)(?:电话|号码)(?:可以|行|得行)[不吗]|(?:一定|必须|非)要(?:留|填|给)?(?:电话|号码)"
)
_FINDS_ME = lazy_regex(
    r"(?:专家|老师|医生|他们?|她|你们).{0,4}(?:怎么|咋个?|啷个|如何).{0,3}(?:找|联系|晓得|知道)(?:得)?(?:到)?我"
)
_REAL = lazy_regex(
    r"(?:真的?|假的?|冒牌|正规|正经)(?:的)?专家|专家.{0,4}(?:真的|假的|有证|正规|可靠)|^有(?:没有|没得)?证(?:没得|没有|不|吗|书)|有证(?:没得|没有|不|吗)"
)
_IF_NOT_SOLVED = lazy_regex(
    r"^(?:那|要是|如果|万一|你们|专家|老师)*(?:来了|看了)?.{0,3}解决不(?:了|到).{0,4}(?:咋|怎么|啷个|退|赔)|(?:来了|看了).{0,3}(?:不|没)(?:解决|管用).{0,4}(?:咋|怎么|啷个|退|赔)"
)
_PAPERS = lazy_regex(r"(?:要不要|要|需要|需不需要|用不用).{0,3}(?:身份证|实名|户口本|银行卡)")


def hear(turn: Turn) -> bool:
    """Explain in a sentence; False where nothing of the kind is asked."""
    text = turn.text.strip()
    if len(text) > LONGEST or turn.person.expert_ids or turn.person.is_staff:
        return False
    if found := _WORD.fullmatch(text):
        turn.say(wording.WORDS[found["word"]])
    elif _NO_NUMBER.search(text):
        turn.say(wording.no_number_needed())
    elif _FINDS_ME.search(text):
        turn.say(wording.how_found())
    elif _REAL.search(text):
        turn.say(wording.real_experts())
    elif _IF_NOT_SOLVED.search(text):
        turn.say(wording.if_not_solved())
    elif questions.asks_where_to_register(text):
        turn.say(wording.registered_here())
    elif _PAPERS.search(text):
        turn.say(wording.no_papers())
    else:
        return False
    return True
