"""Words before the need: 我想咨询一下, and the worries of cost and fraud that a stranger has first."""

from __future__ import annotations

from dataclasses import replace

from handlers import access
from handlers.helping import messages
from handlers.needs import additions, intake, secrecy
from handlers.reading import belonging, questions, selling, signs
from handlers.reading.moods import feelings, wellbeing, worries
from handlers.reading.moods.impatience import IMPATIENT
from handlers.reading.naming_matters import names_matter
from handlers.reading.signs import LINK
from handlers.turn import Turn
from handlers.wording import asker, common, expert, remarks, staff, welcoming
from handlers.wording import secrecy as limits
from nlu.dialogue.acts import read_act
from nlu.dialogue.secrecy import excluded_of, opens_again
from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.entities.introductions import read_introduction
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_TRUST = lazy_regex(
    r"是(?:不是)?[^，,。]{0,8}(?:平台|热线|服务中心|专家库|公众号)|你们(?:到底)?是.{1,8}还是|骗|信(?:不信)?得过|信不过|靠谱|可信"
)
_OTHER_SIDE = lazy_regex(r"对方|来的(?:人|是)|专家|老师|医生|教授|[他她]")
_OURS = lazy_regex(r"24小时|值班|紧急|平台|你们|您们|单位|热线|客服|贵|中心")
_OPENING = lazy_regex(
    r"^(?:我|我们|就是|那个|老师|你好|您好|哎|诶|[，,、\s])*"
    r"(?:(?:想|要)?(?:跟|给|向|找)?(?:你们?|您们?)?(?:请问|问|咨询|打听|反映|请教|求助|说|麻烦)(?:一下|哈|下|个|点)?(?:你们|您)?"
    r"(?:事|事情|问题|情况|点事|件事)?|(?:有|遇到)(?:个|点|件|一个|些)?(?:事|事情|问题|困难|难处)(?:要|想|需要|得)?(?:跟|给|向|找|请)?(?:你们?|您们?)?(?:问|请教|咨询|反映|说|讲|求助|帮(?:个|下)?忙)?(?:一下|哈|下)?"
    r"|那?(?:我|就)*(?:要|想)?来?(?:报|登记|提)(?:一?个|一?件|一?下)(?:需求|问题|事)?|帮(?:个|帮|下)?忙|帮帮我|能不能帮(?:个|下)?忙|帮我一下|需要帮助|请帮忙)"
    r"(?:可以|行|得行|要得)?[吗嘛不吧哈呀哦啊了～~!！。.，,?？\s]*$"
)
_BECOMES_EXPERT = lazy_regex(r"(?:当|做|成为|加入|登记|注册|报名).{0,4}专家|专家.{0,3}(?:登记|注册|入库|报名)|入专家库")
_GOES_ON = lazy_regex(
    r"(?:我|再|还|想|要|来|给你)*(?:补充|备注|说明|添加|加)(?:一?下|一?哈|一?点|一?句|几句|两句)?(?:情况|内容|东西)?[吧嘛哈啊哦了。.！!，,]*"
)
_HAN = lazy_regex(r"[\u3400-\u9fff]")
_FOREIGN = lazy_regex(
    r"(?:[A-Za-z]{2,}[\s,.'!?-]+){3}|[\u0400-\u052f\u0600-\u06ff\u0e00-\u0eff\u0f00-\u0fff\u1780-\u17ff\uac00-\ud7af\u3040-\u30ff]{3}"
)
_LANGUAGE = lazy_regex(
    r"(?:能|会|可以|懂|听得懂|看得懂)不?(?:能|会)?(?:说|讲|听|看|懂|用)*(?:英语|英文|外语|外文|日语|韩语|粤语|藏语|藏文|彝语|彝文|普通话)"
)
_AWAY = lazy_regex(r"不在|请假|请个假|出差|休假|出国|不接单|开会")
_IN_HAND = lazy_regex(r"手[上里头](?:的|有|还|现在)?.{0,4}(?:啥|什么|哪些|哪几|多少|几|单|任务)|我接了(?:哪些|啥|几)")
_BARE_HURRY = lazy_regex(r"[急很十万火火得好啊嘛哦!！。，\s]+|(?:搞|整)?快[点些]?[嘛啊!！]*")
LONGEST_WISH = 40
LONGEST_PIECE, PATIENT = 16, 4  # characters; pieces after which it is said that they are not understood
SURE_OF_NEED, LIKE_CHAT, SURE_CHAT = 0.6, 0.75, 0.9
_ASKS_HELP = lazy_regex(
    r"想请|请(?:个|位|一|专家|老师|人|派|帮|教|求|问)|求(?:助|专家|人|教)|找(?:个|人|专家|老师)|帮(?:我|忙)|需要.{0,6}(?:专家|人|支援|支持)|想学"
    r"|(?:我|咱)们?(?:自己|家|屋|院|厂|校|站|村|所|科|公司|合作社).{0,24}(?:咋|怎么|啷个|如何|想|请|缺|坏|急)"
)
_WISHES_TO_SERVE = lazy_regex(
    r"(?:想|要|能不能|可不可以|怎么|咋个?|如何|愿意).{0,4}(?:当|做|成为|加入)(?:你们的?)?(?:个|一名|一个)?专家(?!看|来|组织|讲)"
)
SURE_OF_RULE = 0.85
PUBLIC = "public"


def says_away(text: str) -> bool:
    """12月1号到5号我不在, from an expert with nothing in hand."""
    return _AWAY.search(text) is not None


def asks_for_tasks(turn: Turn) -> bool:
    """我手上有啥, from an expert."""
    return bool(turn.person.expert_ids) and _IN_HAND.search(turn.text) is not None


def hear_worry(turn: Turn, understood: Understanding) -> bool:
    """Does it cost anything, is it a fraud, who reads my data, whom can I ring: answered from the base's own facts."""
    if worries.wishes_unnamed(turn.text) and not understood.phones:
        turn.say(remarks.about_data())
        return True
    if not (understood.place or understood.phones or belonging.things_named(understood)):
        if worries.asks_hours(turn.text):
            turn.say(remarks.about_hours(turn.base))
            return True
        if worries.asks_scope(turn.text) and turn.talk.get("complained") is None:
            turn.say(remarks.about_scope())
            return True
    if not understood.place and not understood.phones and worries.asks_voice(turn.text):
        turn.say(welcoming.about_voice(turn.base))
        return True
    is_fee = worries.asks_fee(turn.text) and not worries.is_of_rule(turn.text)
    if is_fee and not tells_trouble(turn.text) and not understood.phones:
        is_of_us = worries.FRAUD.search(turn.text) is not None and not _OTHER_SIDE.search(turn.text)
        turn.say(welcoming.about_us_and_fees(turn.base) if is_of_us else welcoming.about_fees(turn.base))
        return True
    is_told = understood.phones or understood.intent in {"demand", "message"}
    things = {one for one in understood.tags if one not in belonging.PERSONS and one not in worries.words_of(turn.text)}
    if not worries.is_worry(turn.text) or is_told or (things and not _TRUST.search(turn.text)):
        return False
    if turn.talk.focus is not None and _OTHER_SIDE.search(turn.text) and not worries.FEE.search(turn.text):
        return False
    is_rule = understood.intent == "policy" and understood.intent_confidence >= SURE_OF_RULE
    is_ours = _OURS.search(turn.text) is not None
    if is_rule or (turn.talk.focus is not None and worries.RING.search(turn.text) and not is_ours):
        return False
    if worries.FEE.search(turn.text):
        turn.say(welcoming.about_fees(turn.base))
    elif worries.DATA.search(turn.text):
        turn.say(remarks.about_data())
    elif worries.FRAUD.search(turn.text):
        turn.say(welcoming.about_us(turn.base))
    else:
        turn.say(remarks.about_phone(turn.base))
    return True


def hear_what_is_not_told(turn: Turn, understood: Understanding) -> bool:
    """Other people's data, the list of experts, a dose: the honest word why not, and what can be had instead."""
    if turn.person.expert_ids or turn.person.is_staff or understood.place or understood.phones:
        return False
    if worries.asks_emergency_number(turn.text):
        turn.say(remarks.emergency_numbers())
        return True
    if worries.asks_office_number(turn.text):
        turn.say(remarks.office_number())
        return True
    if worries.asks_of_others(turn.text):
        turn.say(remarks.not_of_others())
        return True
    if worries.asks_for_experts(turn.text) and not belonging.things_named(understood):
        turn.say(remarks.about_experts())
        return True
    is_free = turn.talk.focus is None and turn.talk.draft is None
    if is_free and worries.asks_for_one(turn.text) and not belonging.things_named(understood):
        turn.say(remarks.who_is_known())
        return True
    of = worries.asks_dose(turn.text) if is_free else ""
    if of == "people":
        turn.say(remarks.no_medicine())
    elif of == "fields" and not tells_trouble(turn.text):
        turn.say(remarks.no_dose())
    else:
        return False
    return True


def hear_foreign(turn: Turn) -> bool:
    """My rice turns yellow; 能说英语吗: only Chinese is read here."""
    asks = _LANGUAGE.search(turn.text) is not None and len(turn.text) <= worries.LONGEST
    words = LINK.sub("", turn.text)
    if not asks and (_HAN.search(words) or not _FOREIGN.search(words)):
        return False
    turn.say(welcoming.in_chinese())
    return True


def hear_grumble(turn: Turn, understood: Understanding) -> bool:
    """报了三回都没得人来, from somebody of whom nothing is open: sorry, and what is it about?"""
    waits = IMPATIENT.search(turn.text)
    if waits is None or turn.talk.draft is not None or turn.person.expert_ids or turn.person.is_staff:
        return False
    if _BARE_HURRY.fullmatch(turn.text):
        turn.say(welcoming.go_on())
        return True
    rest = turn.text.replace(waits[0], "，")
    if names_matter(rest) and understood.intent == "demand":
        return False  # 五保申请了没下文
    if understood.place or belonging.things_named(understood) or tells_trouble(rest) or tells_wish(rest):
        return False
    intake.keep_piece(turn)  # 就是危改, 开州: what it is about, and where, may come piece by piece
    turn.say(welcoming.nothing_found(turn.base))
    return True


async def hear_identity(turn: Turn, understood: Understanding) -> bool:
    """罗小梅 巴南金鑫铸造: who speaks is kept, and is no need; with an open need it belongs there."""
    if turn.talk.draft is not None or turn.person.expert_ids or turn.person.is_staff or turn.talk.get("force_new"):
        return False
    told = read_introduction(understood)
    if told is None:
        return False
    person, place = turn.person, understood.place
    if (demand := await access.own_in_focus(turn)) is not None:
        demand.organization = demand.organization or told.organization
        await additions.add(turn, demand, replace(understood, intent="other", summary="", tags=()))
        return True
    person.name = person.name or told.name
    person.organization = told.organization or person.organization
    person.trade = understood.role or person.trade
    if place is not None and not place.choices:
        person.place_code, person.place_name = place.code, place.name
        turn.talk.put("place_said", {"code": place.code, "town": place.town})
    await turn.uow.people.save(person)
    turn.say(welcoming.go_on_known())
    return True


async def hear_expert(turn: Turn, understood: Understanding) -> bool:
    """挂果太多要疏果, from an expert: words of the trade are no need of his own unless he asks for help."""
    text = turn.text
    if not turn.person.expert_ids or turn.person.is_staff or turn.talk.get("own_need") == text:
        return False
    if _ASKS_HELP.search(text) or read_act(text, "expert").is_likely("need", least=SURE_OF_NEED):
        return False
    if await messages.offer_to_pass_on(turn):
        return True
    turn.talk.put("own_need", text)
    turn.talk.ask("guess", intent="demand", text=text)
    turn.say(welcoming.is_it_your_own(common.cut(understood.summary or text, 16)))
    return True


def hear_beginning(turn: Turn) -> bool:
    """我想咨询一下: go on, please."""
    if turn.talk.draft is None and turn.talk.focus is not None and _GOES_ON.fullmatch(turn.text.strip()):
        turn.say(welcoming.go_on_with(turn.talk.focus))
        return True
    is_thanks = turn.understood is not None and turn.understood.intent == "thanks"  # 麻烦您了
    if turn.talk.draft is not None or is_thanks or not _OPENING.match(turn.text):
        return False
    turn.say(welcoming.go_on())
    return True


def hear_wish_to_serve(turn: Turn) -> bool:
    """我是退休医生，想当专家: asked for name, unit and skills."""
    if turn.person.expert_ids or len(turn.text) > LONGEST_WISH or not _WISHES_TO_SERVE.search(turn.text):
        return False
    turn.talk.ask("register_expert")
    turn.say(expert.registration_asked())
    return True


async def hear_secrecy(turn: Turn) -> bool:
    """不想让同行看到, or 可以公开了: the demand leaves the open list, matched experts keep it."""
    is_opened = opens_again(turn.text) and len(turn.text) <= worries.LONGEST
    if turn.talk.focus is None or turn.talk.draft is not None or not (is_opened or secrecy.is_only_wish(turn.text)):
        return False
    if (demand := await access.own_in_focus(turn)) is None:
        return False
    if is_opened:
        if demand.restriction == PUBLIC:
            return False
        await secrecy.open_again(turn, demand)
        turn.say(limits.opened(demand.no))
        return True
    await secrecy.keep(turn, demand, turn.text)
    turn.say(limits.kept(demand.no, demand.restriction, excluded_of(turn.text)))
    return True


def hear_curiosity(turn: Turn, understood: Understanding) -> bool:
    """你叫啥子名字, 你是机器人吗."""
    found = questions.OF_BOT.search(turn.text)
    if found is None or len(turn.text) > worries.LONGEST:
        return False
    things = [one for one in belonging.things_named(understood) if one not in found[0] and "机器" not in one]
    if things or tells_trouble(turn.text) or tells_wish(turn.text):
        return False
    turn.say(welcoming.about_me())
    return True


async def hear_opening(turn: Turn, understood: Understanding) -> bool:
    """Somebody starts to speak, or names no more than a place: go on, please."""
    if _BECOMES_EXPERT.search(turn.text) and not turn.person.expert_ids:
        turn.talk.ask("register_expert")
        turn.say(expert.registration_asked())
    elif turn.talk.focus is None and await _put_together(turn):
        return True
    elif understood.place is not None and not understood.place.choices and len(turn.text) <= worries.LONGEST:
        turn.person.place_code, turn.person.place_name = understood.place.code, understood.place.name
        turn.talk.put("place_said", {"code": understood.place.code, "town": understood.place.town})
        intake.keep_opening(turn, understood)
        await turn.uow.people.save(turn.person)
        turn.say(welcoming.go_on_there(understood.place.name, understood.place.town))
    elif turn.incoming.kind == "link" or signs.is_link(turn.text):
        turn.say(welcoming.link_unread())
    else:
        return False
    return True


async def hear_piece(turn: Turn) -> bool:
    """那个, 吃的水, 有点浑: told in pieces; each is kept, and they are read as one as soon as that means something."""
    text = turn.text.strip()
    if turn.talk.focus is not None or len(text) > LONGEST_PIECE:
        return False
    if not (signs.says_something(text) or signs.is_letter(text)):
        return False
    if await access.open_demands(turn):
        return False
    if await _put_together(turn):
        return True
    if feelings.apologises(feelings.bare_words(text)):
        turn.say(remarks.never_mind())
        return True
    if wellbeing.is_well(text):
        turn.say(asker.nothing_to_drop())  # 也没啥子事
        return True
    if _is_chat(turn):
        count = int(turn.talk.get("chats") or 0)
        turn.say(welcoming.chats_along(count))
        turn.talk.put("chats", count + 1)
        return True
    if questions.is_question(text) or selling.advertises(text):
        return False
    count = intake.keep_piece(turn)
    if count > PATIENT:
        return False
    turn.say(welcoming.go_on() if count == 1 else welcoming.go_on_further())
    return True


async def _put_together(turn: Turn) -> bool:
    """报了三回没得人来, 喂 is no need yet, 报了三回没得人来, 就是危改 is one."""
    pieces = (turn.talk.recent("pieces") or {"texts": []})["texts"]
    if pieces and all(IMPATIENT.search(one) for one in pieces) and not names_matter(turn.text):
        return False
    return await intake.put_together(turn)


def _is_chat(turn: Turn) -> bool:
    """我在地头坐起耍: said to somebody who listens, and no piece of a need."""
    if (turn.understood is not None and turn.understood.tags) or tells_trouble(turn.text):
        return False
    acts, understood = read_act(turn.text, "asker"), turn.understood
    is_no_other = understood is not None and understood.intent == "other" and understood.intent_confidence >= SURE_CHAT
    return acts.is_likely("chat", least=LIKE_CHAT) or (acts.best == "chat" and is_no_other)


async def not_for_askers(turn: Turn) -> bool:
    """Experts and staff get their own hint."""
    if turn.person.is_staff:
        turn.say(staff.not_understood())
    elif turn.person.expert_ids:
        turn.say(expert.not_understood())
    else:
        return False
    return True
