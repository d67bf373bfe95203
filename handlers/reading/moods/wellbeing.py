"""Nothing is wrong, or not any more: 没得事了, 长得好得很, 换了压缩机好了."""

from __future__ import annotations

from handlers.reading import questions
from nlu.dialogue.acts import read_act
from nlu.dialogue.wants import tells_trouble
from nlu.text.patterns import lazy_regex

LONGEST = 24
LIKELY = 0.5
_NOTHING = lazy_regex(
    r"没(?:得|有|啥子?|什么|得啥子?|有啥子?|有什么)(?:大|啥子?)?(?:问题|毛病|事|麻烦)(?:了|的|情)?|长得?(?:很|多|挺|还)?(?:好|巴适|旺)(?:得很|惨了)?|好得很|虚惊一场"
)
_OVER = lazy_regex(
    r"(?:又|都|已经|自己|现在|就)?(?:好|恢复|正常|解决|搞定|归一|缓过来)(?:多|些)?了|先?不(?:弄|搞|办|请|修|管)了"
)
_ALL_CLEAR = lazy_regex(
    r"(?:哦|哎|算了|现在|已经|又|都|，|\s)*(?:没(?:得|有)?事了|虚惊一场|是我看错了)"
)  # and why it was none
_OF_PERSON = lazy_regex(r"(?:老师|专家|医生|教授|师傅|[他她]|人|态度|服务)(?:真|太|很|硬是|确实|的确|也|还|人)*好")
_BUT = lazy_regex(r"但|不过|只是|还(?:是|有|没|在)")
_STILL = lazy_regex(
    r"但|不过|只是|就是(?:有|叶|果|不)|还(?:是|有|没|在)|又(?!好)|没好|不好|好了(?:吗|没|不|再|就)|[说讲约准备商量]好了|好了[，,\s]*(?:你|就|那|再)"
    r"|(?:只|就|光|单)(?:看|管|问|弄|剩|要|请|说)(?!行|好|可以)"  # 猪好了，只看海椒
)
_READY = lazy_regex(r"(?:搭|建|备|准备|栽|种|挖|平整|买|租|腾|打扫|收拾|布置|约|通知)(?:得)?(?:好|完|起|齐|到位)了")
_BY_ITSELF = lazy_regex(r"自己|不用|不要|不需要|没事|解决")


def is_ready(text: str) -> bool:
    """大棚都搭好了: what is ready for whoever comes, and no trouble that is over."""
    return _READY.search(text) is not None and not _BY_ITSELF.search(text)


def is_well(text: str) -> bool:
    """Said of a trouble that was told, or instead of one; 好了，你们来嘛 and 好了没 tell of something else."""
    if len(text) > LONGEST or questions.asks(text):
        return False
    if _ALL_CLEAR.match(text) and not _BUT.search(text):
        return True
    if _STILL.search(text) or is_ready(text) or _OF_PERSON.search(text):
        return False
    if _NOTHING.search(text):
        return not tells_trouble(_NOTHING.sub("，", text))
    is_over = _OVER.search(text) is not None and not tells_trouble(_OVER.sub("，", text))
    return is_over and read_act(text, "asker").is_likely("self_solved", "solved", "withdraw", least=LIKELY)
