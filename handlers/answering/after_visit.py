"""What askers say once the agreed hour has begun: nobody came, he came and this is what it was worth, it is over."""

from __future__ import annotations

from datetime import timedelta

from domain.demands import Demand, DemandStatus
from domain.visits import Visit, VisitStatus
from handlers import access
from handlers.answering import rating_answers
from handlers.desk import Desk
from handlers.helping import messages, staff_calls
from handlers.outcomes import completing, self_solved
from handlers.reading import belonging, questions
from handlers.reading.moods import worries
from handlers.turn import Arguments, Turn
from handlers.visits import lateness, meetings, no_shows
from handlers.wording import visits as wording
from nlu.dialogue.acts import Acts, read_act
from nlu.dialogue.answers import read_choice, read_rating
from nlu.dialogue.ratings import Rating as Words
from nlu.dialogue.ratings import has_points
from nlu.dialogue.wants import tells_trouble
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 60
LATEST = timedelta(days=7)
SETTLED = timedelta(minutes=30)  # after the hour: before that, praise is for somebody who has just come
_LEFT = lazy_regex(
    r"(?:老师|专家|教授|医生|主任|师傅|[\u4e00-\u9fff]工|[他她]|人)们?(?:都|已经|刚刚?|才)*(?:(?:走|回去|离开)(?:了|咯)|(?<=刚)走)|送(?:走|出村|上车)(?:了|老师|专家|，|$)|(?:跑|来|走)(?:了)?(?:这?一|这)趟(?!.{0,4}[吗不嘛])|(?<![没不别莫])(?:看|讲|教|弄|检查|开|谈|聊|连线|会诊)完(?:会|课|视频)?(?:了|咯)"
)
_DID = lazy_regex(  # 打了针，站起来了，谢谢苏医生
    r"(?:打|开|讲|看|弄|换|教|修|剪|调|查|灌|配|装|测|拔|挂|缝|接|拆|清|整|治)(?:了|过|完|好了)(?!没|吗|不|120|电话)|(?:站|缓|活|转)(?:起来|过来)了"
)
_STILL_WAITS = lazy_regex(  # 老师咋个还没拢, within two hours: he may be on the way
    r"(?:咋个?|怎么|啷个|为啥子?)(?:都|到现在)?还(?:没|不)(?:有)?(?:见)?(?:来|到|拢|人)|^(?:老师|专家|人|[他她])?还没(?:有)?(?:来|到|拢)[哦嘛呢啊吗?？]*$"
)
LIKELY, SURE, NOSHOW = 0.6, 0.8, 0.4
EXAMPLE = "没来 12"


async def hear(turn: Turn, understood: Understanding) -> bool:
    """影子都没得, 打三分，来得晚: False where no agreed hour has gone by without a word on what came of it."""
    text = turn.text.strip()
    if turn.person.expert_ids or turn.person.is_staff or turn.talk.draft is not None or len(text) > LONGEST:
        return False
    if worries.was_charged(text) and await _was_charged(turn, understood):
        return True
    found = await _begun(turn, understood)
    if found is None:
        return False
    demand, visit = found
    acts = read_act(text, "asker")
    if turn.now - visit.starts_at <= lateness.AFTER and _STILL_WAITS.search(text):
        await messages.pass_on(turn, Arguments(demand.no, text))
        turn.say(wording.or_say_nobody_came())
        return True
    if _nobody_came(text, acts.share("noshow")):
        await no_shows.report_missed(turn, Arguments(demand.no), visit.id)
        return True
    words = read_rating(text)
    if words is None and understood.intent == "rate" and rating_answers.PRAISE.search(text):
        words = Words(comment=text)  # 讲得明明白白, after the hour
    if _has_left(text) and not questions.asks(text) and read_rating(text) is None:
        meeting = await meetings.find(turn, demand.no, EXAMPLE)
        await completing.done_by_asker(turn, meeting, None)
        return True
    if words is None and _DID.search(text) and not (questions.asks(text) or tells_trouble(text)):
        is_kind = acts.is_likely("solved", "self_solved", "thanks", "score")
        if is_kind and turn.now - visit.starts_at >= SETTLED:
            meeting = await meetings.find(turn, demand.no, EXAMPLE)
            await completing.done_by_asker(turn, meeting, None)
            return True
    is_praise = words is not None and understood.intent == "rate" and understood.intent_confidence >= SURE
    is_scored = has_points(text) or is_praise or (acts.share("score") >= LIKELY and words is not None)
    is_bare = read_choice(text, 5) is not None and turn.talk.asked() is None
    is_over = acts.share("solved", "self_solved") >= LIKELY and words is not None and words.solved is True
    is_outcome = words is None and _tells_outcome(acts) and not belonging.names_another(demand, understood)
    if is_outcome or (words is not None and _has_left(text) and not (is_scored or is_over)):
        words, is_over = Words(comment=text), True  # 换好了水清了，但是还是有点味道
    is_early = turn.now - visit.starts_at < SETTLED and not has_points(text)
    if is_early or questions.asks(text):
        return False
    if not (is_scored or is_bare or is_over):
        return False
    meeting = await meetings.find(turn, demand.no, EXAMPLE)
    await completing.done_by_asker(turn, meeting, words)
    return True


async def _was_charged(turn: Turn, understood: Understanding) -> bool:
    """喊我给了两百块车费: a butler hears it, never the expert; a service that is told of with it is done."""
    held = [one for one in await access.open_demands(turn) if one.expert_id is not None]
    no = understood.demand_no or access.meant_of(turn, [one.no for one in held])
    if no is None:
        return False
    turn.talk.set_focus(no)
    await staff_calls.complain(turn, Arguments())
    found = await _begun(turn, understood)
    if found is not None and found[0].no == no and (_DID.search(turn.text) or _has_left(turn.text)):
        await completing.done_by_asker(turn, await meetings.find(turn, no, EXAMPLE), None)
    return True


def _tells_outcome(acts: Acts) -> bool:
    """Of what came of it, good or not: the words are about nothing else."""
    return acts.is_likely("solved", "self_solved", "unsolved", "score", least=SURE) and acts.best != "score"


def _nobody_came(text: str, share: float) -> bool:
    if no_shows.HAS_COME.search(text) or lateness.speaks_of_it(text):
        return False
    return share >= NOSHOW or (no_shows.NOT_COME.search(text) is not None and share >= 0.2)


def _has_left(text: str) -> bool:
    """谭老师走了，说要先剪枯枝; 谢谢老师跑一趟: he was there, and nothing is said yet of what came of it."""
    return _LEFT.search(text) is not None


async def _begun(turn: Turn, understood: Understanding) -> tuple[Demand, Visit] | None:
    """The one visit that can be meant; what is named by its thing or its number comes first."""
    open_ones = [one for one in await access.open_demands(turn) if one.expert_id is not None]
    open_ones = [one for one in open_ones if one.status is not DemandStatus.SERVED]
    begun: list[tuple[Demand, Visit]] = []
    for one in open_ones:
        if understood.demand_no not in {None, one.no}:
            continue
        visits = await meetings.visits(Desk.of(turn), one, VisitStatus.AGREED)
        begun += [(one, visit) for visit in visits if turn.now - LATEST <= visit.starts_at <= turn.now][-1:]
    named = [pair for pair in begun if belonging.shares_thing(pair[0], understood)]
    if not named and any(belonging.shares_thing(one, understood) for one in open_ones):
        return None  # 猪好了 is about the pigs, whose visit lies ahead
    chosen = named or begun
    return chosen[0] if len(chosen) == 1 else None


async def answer_self_solved(turn: Turn) -> bool:
    """是, 不 or 来过了 to 是自己解决了吗."""
    question = turn.talk.asked()
    if not question or question["name"] != self_solved.QUESTION:
        return False
    if self_solved.CAME.search(turn.text):
        turn.talk.settle()
        meeting = await meetings.find(turn, int(question["no"]), EXAMPLE)
        await completing.done_by_asker(turn, meeting, read_rating(str(question["text"])))
        return True
    return await self_solved.end(turn, question)
