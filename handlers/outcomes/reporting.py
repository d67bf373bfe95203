"""What experts report in any words once they have been there: done, what was found, nobody at home."""

from __future__ import annotations

from datetime import timedelta

from domain.demands import Demand, DemandStatus
from domain.errors import DomainError
from domain.visits import Visit, VisitStatus
from domain.work import PromptKind
from handlers import access
from handlers.desk import Desk
from handlers.helping import messages
from handlers.outcomes import completing
from handlers.reading import absence, questions
from handlers.turn import Arguments, Turn
from handlers.visits import appointments, day_of, meetings, no_shows, tabling
from handlers.visits.heard import times as visit_times
from handlers.wording import service as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.ratings import has_points
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

SHORTEST, LONGEST = 2, 200
LATEST, SOON = timedelta(days=7), timedelta(hours=24)
LIKELY, SURE = 0.6, 0.8
_AHEAD = lazy_regex(
    r"(?:明|后)(?:天|日|早|晚)|下(?:个?周|个?星期|礼拜)|准备|打算|要去|再去|马上(?:去|到|来)|还没|没(?:有)?(?:弄|做|看|搞|讲)(?:完|好)|快(?:弄|做|看|搞|讲)?(?:完|好)了"
)
_HALF = lazy_regex(
    r"(?:只|才|就)?(?:看|弄|做|讲|搞|修|剪|教|查|测|忙)(?:了|到|完)?(?:一(?:大)?半|半截|一部分|一点点)|没(?:有|得)?(?:看|弄|做|讲|搞|修|剪|教|查|测)(?:完|归一|得完)|(?:看|弄|做|讲|搞|修|剪|教|查|测)不完|还(?:差|剩)(?!不多|劲|远)|还有.{1,8}没(?:得|有)?(?:轮到|看|弄|搞|讲|去|修|剪|教)"
)
_TOLD_THEM = lazy_regex(
    r"(?:电话|微信|视频|线上|网上)(?:里|上|里头|上头)?.{0,4}(?:聊|讲|说|谈|沟通|指导|教|看)(?:过|完|清楚|好|明白|透)了"
)
_WENT_WELL = lazy_regex(
    r"(?:今天|刚才|上午|下午)?.{0,4}(?:交流|沟通|培训|讲|谈|指导|座谈|教学|示范)(?:得|的)(?:很|挺|蛮|非常|比较)?(?:好|顺利|愉快|充分|深入)"
)
_SEEN = lazy_regex(  # 已看，是管子堵了: beside an hour that has gone by
    r"^(?:今天|上午|下午|刚才|刚刚?|已经?|都|我)*(?:去|到现场|到场)?(?:看|查|检查|到现场|去现场)(?:过|完)?了?[，,。：:\s]"
)
_TREATED = lazy_regex(  # 又去了，输了液
    r"(?:打|输|开|换|教|修|剪|补|装|配|灌|喷|施|挂|缝|拆|清|调|消)了(?!电话|算|车)[^，,。]{1,6}"
)
_COURTESY = lazy_regex(r"愉快|高兴|热情|顺利|谢谢|感谢|有幸|客气|下次再|欢迎")
_ASKS_SCORE = lazy_regex(
    r"(?:他|她|对方|人家|农户|老乡|专家|老师|我)?.{0,3}(?:给|帮)?(?:我|他|她|专家|老师)?(?:打|评)(?:的|了)?(?:是)?(?:好多|多少|几)(?:个)?(?:分|星)"
    r"|(?:评价|评分|打分|分数).{0,4}(?:咋样|怎么样|如何|好多|多少|几分|看得到|看得见|出来没)|(?:看|查)(?:得|不)?(?:到|见)?.{0,4}(?:给我的|对我的|他的|她的)(?:评价|评分|打分)"
)
_OWN_RECORD = lazy_regex(r"我的(?:总|平均)?(?:评价|评分|分数|得分|口碑)")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """弄巴适了，回城了 after the agreed hour is done, 敲门没人应 is not; False where nothing can be meant."""
    text = turn.text.strip()
    is_of_record = bool(turn.person.expert_ids) and _OWN_RECORD.search(text) is not None
    if _ASKS_SCORE.search(text) and len(text) <= 20 and not is_of_record and await _had_service(turn):
        turn.say(wording.blind())
        return True
    if not turn.person.expert_ids or len(text) > LONGEST or understood.intent == "emergency" or has_points(text):
        return False
    if questions.is_question(text) or len(text) < SHORTEST:
        return False
    if _HALF.search(text) and await _goes_on(turn, understood):
        return True
    acts = read_act(text, "expert")
    if acts.share("thanks", "score") >= LIKELY and await _owes_score(turn):
        return True
    is_told, went_well = _TOLD_THEM.search(text) is not None, _WENT_WELL.search(text) is not None
    is_seen = _SEEN.match(text) is not None and absence.ABSENT.search(text) is None
    if acts.share("done", "result", "wasted") < LIKELY and not (is_told or went_well or is_seen):
        return False
    if is_seen and await _was_due(turn, understood):
        return True
    is_treated = _TREATED.search(text) is not None and not (absence.ABSENT.search(text) or absence.WASTED.search(text))
    if acts.share("wasted") >= LIKELY and not is_treated:
        if not absence.WASTED.search(text) and await _has_just_begun(turn, understood):
            return False  # 门口没人, at the hour itself: the other side is called first
        return await _was_for_nothing(turn, understood)
    if absence.ABSENT.search(text) and not absence.MET.search(text):
        return False
    done = SURE if is_told else acts.share("done")
    return await _is_done(turn, understood, done) or await _adds_summary(turn, understood) or await _adds_late(turn)


async def _goes_on(turn: Turn, understood: Understanding) -> bool:
    """只看了一半，明天接着看, of the visit that has begun: not done yet; the next time is put before the other side."""
    begun = [visit for one in await _held(turn, understood) for visit in await _visits(turn, one, VisitStatus.AGREED)]
    if len(begun) != 1:
        return False
    no, visit = begun[0].demand_no, begun[0]
    words, meeting = tabling.without_numbers(turn.text), await meetings.find(turn, no, tabling.EXAMPLE)
    await appointments.drop_waiting(Desk.of(turn), visit)
    visit.move(VisitStatus.DONE)
    await turn.uow.visits.save(visit)
    await appointments.settle_status(Desk.of(turn), meeting.demand)
    try:
        if visit_times.puts_forward(words, turn.now):
            await tabling.read_or_relay(turn, meeting, None, words)
            return True
    except DomainError as refusal:
        if refusal.code != "time_vague":
            raise  # 下个月再来一次 names no day yet
    await messages.pass_on(turn, Arguments(no, turn.text))
    turn.say(wording.next_time(no))
    return True


async def _owes_score(turn: Turn) -> bool:
    """很愉快，下次再来, to the question what the other side's part was worth: kind words, and no score yet."""
    if turn.talk.focus is None or not _COURTESY.search(turn.text):
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    owed = [one.demand_no for one in prompts if one.kind is PromptKind.RATING and one.demand_no == turn.talk.focus]
    if not owed:
        return False
    turn.talk.ask("rating", no=turn.talk.focus)
    turn.say(wording.ask_score_of_asker(turn.talk.focus))
    return True


async def _adds_late(turn: Turn) -> bool:
    """服务完了，做了防渗方案, after the asker has closed it: the report is kept, and the score still waits."""
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    owed = [one.demand_no for one in prompts if one.kind is PromptKind.RATING and one.demand_no]
    demand = await turn.uow.demands.lock(owed[0]) if len(owed) == 1 else None
    if demand is None or demand.status is not DemandStatus.CLOSED or demand.expert_id not in turn.person.expert_ids:
        return False
    return await completing.add_summary(turn, demand, turn.text)


async def _had_service(turn: Turn) -> bool:
    """Somebody with a matter that an expert has or had: else the words are no question about a rating."""
    if turn.person.expert_ids:
        return True
    return any(one.expert_id is not None for one in await access.open_demands(turn))


async def _held(turn: Turn, understood: Understanding) -> list[Demand]:
    held = await access.demands_in_hand(turn)
    return [one for one in held if understood.demand_no in {None, one.no}]


async def _is_done(turn: Turn, understood: Understanding, done: float) -> bool:
    """The one order whose agreed hour has gone by, or the only one in hand, where no hour was ever agreed."""
    if _AHEAD.search(turn.text) and done < SURE:
        return False
    if _AHEAD.search(turn.text[: max(len(turn.text) // 2, 8)]):
        return False
    open_ones = [one for one in await _held(turn, understood) if one.status is not DemandStatus.SERVED]
    begun = [one for one in open_ones if await _visits(turn, one, VisitStatus.AGREED)]
    if not begun and len(open_ones) == 1 and done >= SURE:
        standing = (VisitStatus.PROPOSED, VisitStatus.AGREED, VisitStatus.MISSED)
        begun = open_ones if not await meetings.visits(Desk.of(turn), open_ones[0], *standing) else []
    if len(begun) > 1:
        begun = [one for one in begun if one.no == turn.talk.focus]
    if len(begun) != 1:
        return False
    await completing.complete(turn, Arguments(begun[0].no, turn.text))
    return True


async def _was_due(turn: Turn, understood: Understanding) -> bool:
    """已看，…, where an hour lies behind, agreed or not: the two met without telling."""
    due = []
    for one in await _held(turn, understood):
        agreed, lapsed = [await _visits(turn, one, status) for status in (VisitStatus.AGREED, VisitStatus.CANCELLED)]
        if one.status is not DemandStatus.SERVED and (agreed or lapsed):
            due.append(one)
    if len(due) != 1 or _AHEAD.search(turn.text[: max(len(turn.text) // 2, 8)]):
        return False
    await completing.complete(turn, Arguments(due[0].no, turn.text))
    return True


async def _visits(turn: Turn, demand: Demand, status: VisitStatus) -> list[Visit]:
    found = await meetings.visits(Desk.of(turn), demand, status)
    return [visit for visit in found if turn.now - LATEST <= visit.starts_at <= turn.now]


async def _adds_summary(turn: Turn, understood: Understanding) -> bool:
    """来了三十多个老乡, soon after 完成: it belongs to the report."""
    served = [one for one in await _held(turn, understood) if one.status is DemandStatus.SERVED]
    fresh = [one for one in served if turn.now - one.updated_at <= SOON]
    if len(fresh) > 1:
        fresh = [one for one in fresh if one.no == turn.talk.focus]
    if len(fresh) != 1 or read_act(turn.text, "expert").share("result") < LIKELY:
        return False
    return await completing.add_summary(turn, fresh[0], turn.text)


async def _has_just_begun(turn: Turn, understood: Understanding) -> bool:
    for one in await _held(turn, understood):
        if any(turn.now - visit.starts_at <= day_of.AFTER for visit in await _visits(turn, one, VisitStatus.AGREED)):
            return True
    return False


async def _was_for_nothing(turn: Turn, understood: Understanding) -> bool:
    """我去了，门口没人: never a service; once it is reported the other side and the butler only hear the words."""
    for one in await _held(turn, understood):
        if begun := await _visits(turn, one, VisitStatus.AGREED):
            await no_shows.report_and_go_on(turn, one.no, begun[-1].id)
            return True
    for one in await _held(turn, understood):
        if await _visits(turn, one, VisitStatus.MISSED):
            await messages.pass_on(turn, Arguments(one.no, turn.text))
            return True
    return False
