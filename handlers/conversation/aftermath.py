"""What askers say when an expert has left or a matter is closed: gone, never was here, still not quite gone."""

from __future__ import annotations

from datetime import timedelta

from domain.demands import Demand, DemandStatus
from domain.visits import VisitStatus
from handlers.outcomes import completing, rating
from handlers.reading import belonging, questions
from handlers.turn import Arguments, Turn
from handlers.visits.appointments import OPEN
from handlers.wording import service as wording
from nlu.dialogue.answers import read_solved
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 40
SAME_DAY = timedelta(hours=24)
_DENIES = lazy_regex(
    r"(?:根本|压根|都|也|还|从来|我)?没(?:有|得)?(?:任何|一个|哪个)?(?:人|专家|老师)?(?:来过?|见过?|接到|收到|看到|打(?:过)?电话|联系|讲过?|做过?)"
    r"|(?:没得|莫得|没有)(?:人|哪个)来|哪(?:里|有|个).{0,3}来|骗人|没来过"
)
_GONE = lazy_regex(
    r"(?:他|她|专家|老师|医生|教授|师傅|人)?们?(?:都|已经|刚|刚刚)?(?:(?:走|回去|看完|弄完|讲完|搞完|查完|检查完|来看)了|(?:来|看)过了?)(?:走了)?(?:[哈啊哦]|[哈啊哦]?[，,。\s].*)?"
)
_NOT_QUITE = lazy_regex(
    r"还(?:有(?:点|些|一点)?|在|没)|又(?!好)|还是(?!好)|没(?:有|得)?(?:好|完全|彻底)|复发|反复|老样子|不行"
)


async def hear(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """Of a matter that an expert has or has reported done; False where the words are something else."""
    text = turn.text.strip()
    if demand.expert_id is None or len(text) > LONGEST or questions.is_question(text):
        return False
    if demand.status is DemandStatus.SERVED:
        if _DENIES.search(text) and read_solved(text) is not True:
            await rating.not_solved(turn, Arguments(demand.no, text))
            return True
        return False
    if not _GONE.fullmatch(text) or not await _has_begun(turn, demand):
        return False
    await completing.complete(turn, Arguments(demand.no))
    return True


async def _has_begun(turn: Turn, demand: Demand) -> bool:
    visits = await turn.uow.visits.of_demand(demand.no, OPEN)
    return any(
        visit.status is VisitStatus.AGREED and turn.now - SAME_DAY <= visit.starts_at <= turn.now for visit in visits
    )


async def hear_relapse(turn: Turn, understood: Understanding) -> bool:
    """还有点针孔, soon after the closing: asked whether it shall be taken up again."""
    no, text = turn.talk.focus, turn.text.strip()
    if no is None or len(text) > LONGEST or turn.person.expert_ids or not _NOT_QUITE.search(text):
        return False
    demand = await turn.uow.demands.get(no)
    is_mine = demand is not None and demand.reporter_id == turn.person.id and demand.status is DemandStatus.CLOSED
    if demand is None or not is_mine or demand.expert_id is None or understood.place is not None:
        return False
    if belonging.names_another(demand, understood) and not _shares_word(demand, text):
        return False
    turn.talk.ask("confirm", command="没解决", number=demand.no, rest=text)
    turn.say(wording.ask_relapse(demand.no))
    return True


def _shares_word(demand: Demand, text: str) -> bool:
    """Two characters in a row that the demand told, too."""
    told = demand.text + demand.summary
    return any(text[at : at + 2] in told for at in range(len(text) - 1))
