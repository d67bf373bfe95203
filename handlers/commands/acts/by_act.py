"""What staff's words do where no form knew them: read by the reader of acts, and done for what they point at."""

from __future__ import annotations

from handlers import access
from handlers.commands import told_of_tasks, told_to_askers
from handlers.commands.acts import announcing, deeds, of_pool, pointing, undoing, which
from handlers.offering import widening
from handlers.pool import searching
from handlers.reading import questions
from handlers.staff import alarms, assigning, noting, recording, tasks, unclear
from handlers.staff import elsewhere as elsewhere_of
from handlers.staff.saying import sayings
from handlers.talk import JUST_NOW
from handlers.turn import Arguments, Turn
from handlers.wording import by_act as wording
from handlers.wording import elsewhere
from nlu.dialogue.acts import LIKELY, SURE, read_act
from nlu.dialogue.answers import read_answer
from nlu.text.patterns import lazy_regex

FEWEST, SHORT, LONGEST = 2, 16, 160
BARELY, GUESSED, DOUBTED, EASY = 0.2, 0.35, 0.25, 0.4
_NEVER = frozenset("emergency greet".split())
_DEEDS = frozenset("assign close back change widen event_change".split())
_OTHERS = frozenset("bind help privacy policy signup checkin rate events human".split())
_BESIDE = frozenset("list look suggest figures event_ask chase".split())
_HARMLESS = _BESIDE | {"note"}
_OF_ONE_WORD = frozenset({"confirm", "half"})
_EASILY_ASKED = frozenset("list look suggest figures event_ask event_change event_new pool other".split())
_NEWS = frozenset("note task_done task_open close chat record".split())
_OF_ONE_DEMAND = frozenset("assign close back change chase note relay look".split())
_FORMS = frozenset("派单 督办 改 查".split())
_JUST_HIM = lazy_regex(r"(?<![不莫别])(?<!不[用要])(?:就|派给?|交给|让)[他她](?:了|吧|嘛|去|接|办|来)*[。！!]*$")
_SENDS_ONE = lazy_regex(
    r"^(?:那|就|还是|要不)*(?:换|喊|叫|让|请|派|安排)(?:成|到)?"
    r"(?:老[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}(?:老师|教授|主任|专家|医生|站长))(?:去|来|跑|接|顶|看)(?!个|电话)"
)
_JUST_THAT = lazy_regex(r"(?:那)?(?:就|选|要)?(?:第[一二三四五六]|头一)(?:个|位)(?:吧|嘛|哈|了)*[。！]*")
_VOIDS_NOTE = lazy_regex(r"(?:[这那]|刚才?那?)(?:句|条备注).{0,6}(?:删|不要|不算|作废)")
_SHALL_HE = lazy_regex(
    r"^(?:那)?(?:要不|要不然|不如|干脆|或者)(?:就|先|还是)*(?:派|让|请|喊|叫|换|给)(?:给|成)?[\u4e00-\u9fff]{2,5}?(?:去|来|接|看|跑一趟)*(?:[吗嘛呢吧行不得]|要得)*[?？。]*$"
)
_DONE_WRONG = lazy_regex(r"^(?:哎呀?|哦豁|糟了|不对)?[，, ]*(?:结|派|退|备注|勾)(?:得)?(?:早|错)了")
_RELAYS = lazy_regex(
    r"带(?:个|句|一句)?话|[说讲]一?声|转告|转达|告诉|(?:跟|给).{1,6}?[说讲]|(?:回|答)复?.{1,3}(?:老师|主任|医生|教授)"
)
_TELLS = lazy_regex(r"[跟给问喊叫让回]|告诉|转|通知|提醒|带|说一?[声下]|答复|解释|安抚|谢")
_NOTE_IT = lazy_regex(
    r"^(?:备注|记)(?:一?[下哈笔句]|[，,：:])|[，,](?:你)?(?:记到|记起|记一?[下哈]|备注(?:一?[下哈])?)[吧嘛。]*$"
)
_CLOSES = lazy_regex(r"[，,。](?:可以|给我|就)?(?:结案|办结|结单|销号|结了)(?:吧|嘛|了|算了)*[。！]*$")
_TELLS_OF = lazy_regex(
    r"(?:主任|老师|医生|教授|专家|对方|农户)(?:那边)?(?:已经|都)?(?:接|回|说|在(?!哪)|去过|到了|看过|打)"
)
_NOT_FINISHED = lazy_regex(r"没(?:有|得)?(?:人)?(?:搞|弄|办|做|管|处理)(?:完|好|的)?")
_ASKS_SELF = lazy_regex(r"(?<!帮)我(?:先|再|去|来|自己)*(?:问|跟|给|打|联系)")
_RATHER = lazy_regex(r"不是.{1,8}[，,]?(?:而|应该)?是|应该(?:是|在|归)")
_PHONE_ASKED = lazy_regex(r"(?:电话|手机|号码)(?:号码?)?(?:是|有)?(?:好?多少|好多|没得|有没有|给我|发我)")
_RANG = lazy_regex(r"打(?:通|了|过)|通了|回(?:了|过)电话")
_THANKS = lazy_regex(r"谢|辛苦|麻烦|感激|感恩|费心|不客气|客气")
_OF_EVENTS = frozenset({"event_change", "event_ask"})
_IS_OVER = lazy_regex(r"勾|销|解除|结束|结了|处理完|可以(?:撤|关)")
_BY_CALL = lazy_regex(
    r"电话|来电|热线|窗口|来访|12345|反映|登|代|帮|替|有(?:一?[个位]|人)|记|录|来(?:说|问)|姓|没得微信|不会"
)
_FILLING = lazy_regex(r"^(?:好的?|行|要得|可以|那就?|就|哦|嗯|不对|算了|还是|直接|[，,嘛吧])+")
_ASIDE = frozenset({"experts"})  # questions that only offer more
_TELLS_ALL = lazy_regex(r"喊?(?:四川|重庆|川渝|省|外地|外面|跨|全市|基地|高校|大学)")


async def act_of(turn: Turn) -> tuple[str, float] | None:
    """What the words are most like and how likely, from staff who are not in the middle of something else."""
    text, understood = turn.text.strip(), turn.understood
    if not turn.person.is_staff or turn.person.expert_ids or understood is None or turn.talk.draft is not None:
        return None
    is_thanks = understood.intent == "thanks" and _THANKS.search(text) is not None  # 拔山的李老师去 is none
    if not FEWEST <= len(text) <= LONGEST or understood.intent in _NEVER or is_thanks:
        return None
    if elsewhere_of.answers(turn, text) or unclear.is_complaint(turn) or searching.asks_more(turn):
        return None
    if _SHALL_HE.search(text):
        return "assign_asked", 1.0
    act, share = _read(text)
    question = turn.talk.asked()
    if question is not None and question["name"] not in _ASIDE:
        is_beside = act in _BESIDE or _NOTE_IT.search(text) is not None
        is_aside = question["name"] not in _OF_ONE_WORD and is_beside and share >= SURE
        if not is_aside:
            return None
    is_looking = act == "look" and share >= LIKELY and turn.talk.focus is not None
    if not is_looking and understood.intent in _OTHERS and understood.intent_confidence > LIKELY and share < SURE:
        return None
    if await access.open_demands(turn):
        return None
    if read_answer(text).kind != "other" and (share < SURE or await turn.uow.work.prompts(turn.person.id, turn.now)):
        return None
    if act in _DEEDS and questions.asks(deeds.CLAUSES.split(text.strip("。！!，, "))[-1]):
        return "look", GUESSED
    return act, share


def _read(text: str) -> tuple[str, float]:
    """The reader's act, but where the words say plainly that it is another."""
    acts = read_act(text, "staff")
    act, share = acts.best, acts.share(acts.best)
    if undoing.is_not_yet(text):
        return "undo", 1.0
    if act != "assign" and share < SURE and _SENDS_ONE.search(text):
        return "assign", LIKELY
    if _JUST_HIM.search(text) or _JUST_THAT.fullmatch(text):
        return "assign", 1.0
    if _VOIDS_NOTE.search(text) or _DONE_WRONG.match(text):
        return "undo", 1.0
    if act != "relay" and acts.share("relay") >= BARELY and _RELAYS.search(text):
        return "relay", SURE
    if _CLOSES.search(text):
        return "close", SURE
    if act != "relay" and _NOTE_IT.search(text):
        return "note", SURE
    if (act in {"assign", "event_change"} or share < SURE) and act != "relay" and _TELLS_OF.search(text):
        return "note", LIKELY
    if act == "figures" and _NOT_FINISHED.search(text):
        return "list", share
    if act == "task_done" and told_of_tasks.NOT_DONE.search(text):
        return "task_open", share
    if act == "relay" and not _TELLS.search(text):
        return "note", share
    if act == "relay" and _ASKS_SELF.search(text):
        return "chat", SURE
    if act == "undo" and _RATHER.search(text):
        return "change", SURE
    if share < SURE and _RANG.search(text) and acts.share("note", "task_done", "task_open", "close") >= EASY:
        return "task_open", LIKELY
    return act, share


async def read(turn: Turn) -> list[deeds.Said]:
    """The commands that the words amount to; empty where they are none."""
    if chosen := await which.answer(turn):
        return chosen
    found = await act_of(turn)
    if found is None:
        return []
    if (news := await noting.news_of_focus(turn, turn.text)) is not None:
        return [news]
    act, share = found
    if act == "task_done" and await alarms.goes_on(turn):
        return []
    if act not in _EASILY_ASKED and len(turn.text) <= SHORT and questions.is_question(turn.text) and share < SURE:
        act, share = "look", LIKELY
    if each := await _each(turn):
        return each
    if len(turn.text) <= SHORT and (form := await _as_form(turn)) is not None:
        return [form]
    least = GUESSED if act == "event_change" else EASY if act in _HARMLESS else LIKELY
    handler = deeds.READERS.get(act) if share >= least else None
    return await handler(turn, turn.text.strip()) if handler is not None else []


async def _each(turn: Turn) -> list[deeds.Said]:
    """第一个派给石培元，第二个催一哈: each clause with a number or a place of its own; empty where one is not read."""
    clauses = [one for one in deeds.CLAUSES.split(turn.text.strip("。！! ")) if one]
    if len(clauses) < 2 or not all(pointing.names_one(one) for one in clauses):
        return []
    found: list[deeds.Said] = []
    for clause in clauses:
        act, share = _read(clause)
        handler = deeds.READERS.get(act) if share >= EASY else None
        said = await handler(turn, clause) if handler is not None else []
        if not said:
            return []
        found += said
    return found


async def _as_form(turn: Turn) -> deeds.Said | None:
    """换成张启智 is 1号换成张启智, of the demand that it can only mean."""
    if pointing.names_one(turn.text):
        return None
    numbers = await pointing.demands(turn, turn.text)
    if len(numbers) != 1:
        return None
    said = sayings.read(f"{numbers[0]}号{_FILLING.sub('', turn.text.strip())}", None)
    return said if said is not None and said[0] in _FORMS and said[1].number == numbers[0] else None


async def hear(turn: Turn) -> bool:
    """What is no command: a mistake taken back, a call to be written down, a line that stays; else a guess is said."""
    if await told_to_askers.hear_bare(turn):
        return True
    found = await act_of(turn)
    if found is None:
        return False
    act, share = found
    if act in _NEWS and share >= EASY and await alarms.keep_news(turn, is_over=_IS_OVER.search(turn.text) is not None):
        return True
    if of_pool.is_of_shown(turn, turn.text.strip()):
        act, share = "pool", SURE
    if act in _OF_ONE_DEMAND and share >= GUESSED and await which.ask(turn, turn.text):
        return True
    handler = _HANDLERS.get(act) if share >= (GUESSED if act == "pool" else LIKELY) else None
    if handler is not None and await handler(turn, turn.text.strip()):
        return True
    if _PHONE_ASKED.search(turn.text) and (numbers := await pointing.demands(turn, turn.text)):
        turn.say(elsewhere.of_one("phone", numbers[0]))
        return True
    numbered = pointing.number_in(turn.text)
    if numbered is not None and act in _NEWS and not questions.asks(turn.text):
        await noting.note(turn, Arguments(numbered, turn.text.strip(), name="备注"))
        return True
    acts = read_act(turn.text.strip(), "staff")
    if act in {"other", "record"} or acts.share("other", "record") >= DOUBTED or share < GUESSED:
        return False
    is_need = turn.understood is not None and turn.understood.intent == "demand" and act == "event_new"
    if is_need or read_answer(turn.text).kind != "other":
        return False
    if act in _OF_EVENTS and not await turn.uow.activities.upcoming(turn.person.staff_bases, turn.now):
        return False
    numbers = await pointing.demands(turn, turn.text)
    turn.say(wording.guess(act, numbers[0] if len(numbers) == 1 else turn.talk.focus))
    return True


async def _shall_he(turn: Turn, text: str) -> bool:
    """要不让李明华去？ is asked back with all that a yes would do; of nobody in the pool it is as it was."""
    found = await pointing.demands(turn, text, is_given=True)
    who = await pointing.experts(turn, text.rstrip("?？吗嘛呢吧 "), found[0]) if len(found) == 1 else []
    if len(who) != 1:
        return False
    turn.talk.ask("confirm", command="派单", number=found[0], rest=str(who[0].id))
    turn.say(wording.shall_he(found[0], who[0].name, who[0].unit))
    return True


async def _which_expert(turn: Turn, text: str) -> bool:
    found = await pointing.demands(turn, text)
    who = await pointing.experts(turn, text, found[0]) if len(found) == 1 else []
    if len(who) < 2:
        return False
    assigning.ask_which(turn, found[0], text, who)
    return True


async def _line_stays(turn: Turn, text: str) -> bool:
    """打过了，没人接: kept with the line, which stays on the list."""
    is_of_demand = turn.talk.recent("focus", JUST_NOW) is not None and "事项" not in text
    if not is_of_demand and (line := await pointing.task(turn, text)) is not None:
        await tasks.keep_open(turn, line, text)
        return True
    found = await pointing.demands(turn, text)
    if len(found) != 1:
        return False
    await noting.note(turn, Arguments(found[0], text, name="备注"))
    return True


async def _wider(turn: Turn, text: str) -> bool:
    found = await pointing.demands(turn, text)
    demand = await turn.uow.demands.get(found[0]) if len(found) == 1 and _TELLS_ALL.search(text) else None
    if demand is None or not access.may_steer(turn, demand.base):
        return False
    turn.say("\n".join(await widening.step_lines(turn, demand)))
    return True


async def _begins_call(turn: Turn, text: str) -> bool:
    """A need without a word of who told it is asked about: it may be one's own."""
    if _BY_CALL.search(text) is None and turn.understood is not None and turn.understood.intent == "demand":
        return False
    await recording.begin(turn, text)
    return True


async def _chats(turn: Turn, text: str) -> bool:
    turn.say(wording.chat())
    return True


_HANDLERS = {
    "assign_asked": _shall_he,
    "assign": _which_expert,
    "task_open": _line_stays,
    "task_done": _line_stays,
    "widen": _wider,
    "undo": undoing.undo,
    "pool": of_pool.hear,
    "record": _begins_call,
    "event_new": announcing.announce,
    "chat": _chats,
}
