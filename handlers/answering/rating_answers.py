"""Short answers to the request for a rating: a bare 5, 巴适得很, 没解决, or the digit that was asked for."""

from __future__ import annotations

from dataclasses import replace

from domain.demands import Demand, DemandStatus
from domain.errors import DomainError
from domain.ratings import RatingSide
from domain.work import Prompt
from handlers.answering import how_it_stands
from handlers.conversation import aftermath
from handlers.helping import messages
from handlers.outcomes import rating
from handlers.reading import belonging, questions
from handlers.turn import Arguments, Turn
from handlers.wording import remarks
from handlers.wording import service as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import Answer, read_answer, read_choice, read_rating, read_solved
from nlu.dialogue.ratings import Rating as Words
from nlu.dialogue.ratings import has_points, is_figure
from nlu.dialogue.states import State, read_state
from nlu.dialogue.wants import announces_another, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_SCORE = lazy_regex(r"[\d一二两三四五六七八九十]\s*(?:分|星|颗星)|[⭐★🌟]|满分|好评")
_FIRST_CLAUSE = lazy_regex(r"[^，,。；;！!\s]{1,6}")
_TO_COMMA = lazy_regex(r"[^，,。；;！!\s]{2,14}(?=[，,。；;！!\s])")
SHORTEST_REFUSAL = 12
LONGEST_QUESTION, LONGEST_RESULT = 30, 40
RESULT, UNSURE = 0.65, 0.3
_SAYS_SOLVED = lazy_regex(r"没(?:有)?解决|解决了")
_WILL_NOT = lazy_regex(r"(?:不想|不用|不要|不会|懒得|不)(?:评|打分|评价)")
LONGEST_JUDGEMENT = 16
_MORE_WANTED = lazy_regex(r"再(?:来|看|去|请|弄|讲|教|搞)(?!得及)|还(?:要|想|得|需要)(?:来|看|请|再|弄|搞)")
_JUDGES = lazy_regex(
    r"好|差|行|强|一般|可以|水平|效果|样子|名堂|火候|意思|走过场|帮助|作用|收获|学到|明白|清楚|懂|仔细|耐心|认真|值|失望|满意|解决|弄归一|搞定"
)
PRAISE = lazy_regex(
    r"(?:老师|专家|医生|教授|主任|师傅|人|服务|态度|讲|说|教|看)得?.{0,6}(?:好|明白|清楚|仔细|耐心|负责|认真|到位|详细|周到|懂|扎实|明明白白|清清楚楚|透)"
    r"|水平(?:很|真|还)?(?:高|好|可以)|有水平|有本事|能干|厉害|夸|懂行|内行|满意|安逸|巴适|专业|热心"
)


async def answer_prompt(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """A bare 5, 巴适得很, 解决了 or 没解决 answers the newest request for a rating."""
    if _WILL_NOT.search(turn.text) and len(turn.text) <= SHORTEST_REFUSAL:
        turn.say(wording.no_rating_needed(prompt.demand_no or 0))
        return True
    if not await rating.is_rateable(turn, prompt.demand_no):
        return False  # another visit has been agreed since
    demand, side = await rating.rateable(turn, prompt.demand_no)
    is_asker = side is RatingSide.ASKER
    if is_asker and aftermath.denies(turn.text):
        await rating.not_solved(turn, Arguments(demand.no, turn.text))
        return True
    if is_asker and await _asks_meanwhile(turn, demand):
        return True
    state = how_it_stands.state_of(turn, demand, understood) if is_asker else None
    state = None if state == "half" else state
    is_result = is_asker and (state is not None or _tells_result(turn.text, demand, understood))
    if not (is_result or _speaks_of_service(understood, short) or _judges_loosely(turn.text, understood)):
        return False
    words = _words_of(turn.text, short, is_asker=is_asker, is_result=is_result, state=state)
    if words is None and is_asker and _judges(turn.text, understood):
        turn.talk.ask("rating_solved", no=demand.no)
        turn.say(remarks.solved_or_not(demand.no))
        return True
    if words is None or (not is_asker and words.score is None and not words.out_of_range):
        return False
    await rating.keep(turn, demand, side, words)
    return True


def _words_of(text: str, short: Answer, *, is_asker: bool, is_result: bool, state: State | None = None) -> Words | None:
    """The rating in the words; an asker's result or praise is one without a score, a wish for more is none."""
    words = _read_answer(text, short)
    if state is not None and (words is None or words.solved is None):
        words = Words(words.score if words else None, solved=state == "good", comment=text)
    if words is None and is_result:
        words = Words(solved=read_act(text, "asker").share("solved") > UNSURE, comment=text)
    if is_asker and _MORE_WANTED.search(text) and (words is None or words.score is None):
        return None  # 可以，再来一次嘛 closes nothing
    if words is None and is_asker and PRAISE.search(text):
        return Words(comment=text)
    return words


def _judges_loosely(text: str, understood: Understanding) -> bool:
    """What sounds like a question of progress or a need, and judges all the same."""
    is_loose = understood.intent == "progress" or (understood.intent == "demand" and not understood.tags)
    return is_loose and _judges(text, understood)


async def _asks_meanwhile(turn: Turn, demand: Demand) -> bool:
    """何时见效, while it is asked whether it is solved: the expert answers that, and the question stays open."""
    if not questions.asks(turn.text) or has_points(turn.text) or read_answer(turn.text).kind != "other":
        return False
    if _SAYS_SOLVED.search(turn.text) or demand.status is not DemandStatus.SERVED:
        return False
    if tells_wish(turn.text) or announces_another(turn.text) or len(turn.text) > LONGEST_QUESTION:
        return False
    question = turn.talk.asked()
    await messages.pass_on(turn, Arguments(demand.no, turn.text))
    if question and question["name"] in {"rating", "rating_solved"}:
        turn.talk.put("asked", question)
    turn.say(wording.asked_expert_too(demand.no))
    return True


def _tells_result(text: str, demand: Demand, understood: Understanding) -> bool:
    """叶子还是掉, 裂口没得了: what became of this very trouble, however it is classified."""
    first = _TO_COMMA.match(text)
    if (
        first
        and len(text) <= LONGEST_RESULT
        and read_solved(first[0])
        and any(one in first[0] for one in belonging.PARTS)
    ):
        return True  # 叶子没再黄了，就是工钱贵了点
    if len(text) > LONGEST_RESULT or belonging.names_another(demand, understood) or understood.place is not None:
        return False
    if read_solved(text) is not None:
        return True
    return not _judges(text, understood) and read_act(text, "asker").is_likely("solved", "unsolved", least=RESULT)


def _judges(text: str, understood: Understanding) -> bool:
    """比上次好, 还差点火候: a judgement that tells no score; it is asked about, and the expert never reads it."""
    if len(text) > LONGEST_JUDGEMENT or questions.asks(text) or understood.phones or understood.times:
        return False
    return _MORE_WANTED.search(text) is not None or _JUDGES.search(text) is not None


def _speaks_of_service(understood: Understanding, short: Answer) -> bool:
    """A new trouble is not taken for blame: 猪又不好了 names a subject of its own."""
    if understood.intent == "complaint" and "投诉" in understood.text:
        return False
    if understood.intent not in {"demand", "policy", "propose_time", "cancel", "progress"}:
        return True
    return short.kind in {"yes", "no"} or (not understood.tags and read_solved(understood.text) is not None)


def _read_answer(text: str, short: Answer) -> Words | None:
    words = read_rating(text)
    if words is None and short.kind == "yes" and PRAISE.search(text):
        return None  # 可以，老师有水平 praises somebody, and tells nothing of the trouble
    if words is None and short.kind in {"yes", "no"}:
        return Words(solved=short.kind == "yes")
    return words


async def answer_question(turn: Turn) -> bool:
    """1 解决了, 2 没解决; or the score that was still missing."""
    question = turn.talk.asked()
    if not question or question["name"] not in {"rating", "rating_solved"}:
        return False
    if question["name"] == "rating_solved":
        demand = await turn.uow.demands.get(int(question["no"]))
        if demand is not None and await _asks_meanwhile(turn, demand):
            return True
    words = _answer_of(question["name"], turn.text)
    told = read_rating(turn.text) if words is None and question["name"] == "rating_solved" else None
    if told is not None:
        if not (has_points(turn.text) or is_figure(turn.text)) or not await _keep_score(
            turn, int(question["no"]), told
        ):
            turn.say(wording.ask_solved(int(question["no"])))
        return True
    if words is None:
        return False
    turn.talk.settle()
    demand, side = await rating.rateable(turn, int(question["no"]))
    await rating.keep(turn, demand, side, words)
    return True


async def _keep_score(turn: Turn, no: int, told: Words) -> bool:
    """2分, to whether it is solved: the score counts where none but a guessed one stands."""
    demand, side = await rating.rateable(turn, no)
    try:
        await rating.keep(turn, demand, side, replace(told, solved=None))
    except DomainError:
        return False
    return True


def _answer_of(name: str, text: str) -> Words | None:
    if name == "rating":
        return read_rating(text)
    choice = read_choice(text, 2)
    told = read_rating(text) if choice is None else None
    if told is not None and told.solved is not None:
        return told if has_points(text) else replace(told, score=None)
    first = _FIRST_CLAUSE.match(text)
    said = read_answer(first[0]).kind if first else "other"
    solved = choice == 1 if choice else read_solved(text)
    if solved is None and said in {"yes", "no"}:
        solved = said == "yes"  # 没有，坐了一哈就走了
    if solved is None and read_act(text, "asker").is_likely("solved", "unsolved", least=RESULT):
        solved = read_act(text, "asker").share("solved") > UNSURE
    if solved is None and not questions.asks(text):
        solved = {"good": True, "bad": False}.get(read_state(text) or "")
    return Words(solved=solved) if solved is not None else None


async def hear_after_reopening(turn: Turn) -> bool:
    """2分, after 没解决: what the visit was worth; it stays blind and is no word for the other side."""
    if turn.talk.focus is None or turn.person.expert_ids or not has_points(turn.text):
        return False
    demand = await turn.uow.demands.lock(turn.talk.focus)
    words = read_rating(turn.text)
    if demand is None or demand.status is not DemandStatus.REOPENED or words is None or words.score is None:
        return False
    return demand.reporter_id == turn.person.id and await rating.keep_late(turn, demand, words)


async def hear_slip(turn: Turn) -> bool:
    """刚才打错了，应该是5分: the score that this person gave last, while nobody has read it."""
    no = turn.talk.focus
    if no is None or not rating.SLIP.search(turn.text) or not _SCORE.search(turn.text):
        return False
    words = read_rating(turn.text)
    demand = await turn.uow.demands.get(no)
    if words is None or demand is None or demand.status not in rating.RATEABLE:
        return False
    demand, side = await rating.rateable(turn, no)
    await rating.keep(turn, demand, side, replace(words, comment=""))
    return True
