"""Fills the demo: pool and policies, experts as followers, the administrator, a few demands in each state."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from pathlib import Path

from bot.commands.policies import import_file
from bot.demo.people import ADMINISTRATOR, BOUND, PEOPLE
from bot.files.roster import ReadPlace, read_roster
from bot.stage import Stage
from domain.experts import Expert, Reach
from domain.message import Sender
from domain.people import Grant, Role
from storage.pool_import import import_experts
from storage.unit_of_work import StoredUnitOfWork

BASES = {"50": "重庆", "51": "四川"}
STORIES = (
    ("demo-asker-1", ("梁平屏锦镇，柚子树叶子发黄落果，想请人来看看",)),
    ("demo-asker-2", ("我是合川的养殖户，母猪产仔少，仔猪拉稀，请专家指导",)),
    ("demo-asker-3", ("我们是璧山一家机械厂，数控机床加工精度老是超差，找人会诊",)),
    ("demo-asker-4", ("眉山东坡区，泡菜厂废水盐分高处理不达标，求助",)),
    ("demo-asker-5", ("巫山县，想请老师给村里种植户讲一课柑橘冬季管理",)),
    ("demo-asker-6", ("雅安一所职业学校，大数据专业建设不晓得往哪个方向走",)),
)
# Who answers, by the name in the pool or by the asker's key; a demand's number is its place in STORIES.
SEQUELS = (
    ("谭树林", "揭榜 1"),
    ("谭树林", "约 1 下周四上午9点 现场"),
    ("demo-asker-1", "行"),
    ("张宗耀", "揭榜 2"),
    ("顾芳菲", "答 6 先访十家本地企业，看要什么岗位，再定课程"),
    ("demo-asker-6", "够了"),
)


async def seed(stage: Stage) -> int:
    """Everything; the answer is the size of the pool."""
    process = stage.process
    total = 0
    for base, experts in _pool(process.language.read_place).items():
        store = partial(import_experts, base=base, experts=experts, now=process.now())
        await process.database.run(store, person_key=None)
        total += len(experts)
    for paper in _papers():
        await import_file(process.database, paper, process.language.read_place)
    await process.library.refresh(process.database)
    await _bind(stage)
    await process.pool.refresh(process.database)
    await _tell_stories(stage)
    return total


def _papers() -> list[Path]:
    """Sample policies, each marked as an example."""
    return sorted(Path(str(files("bot.demo").joinpath("policies"))).glob("*.md"))


def _pool(read_place: ReadPlace) -> dict[str, list[Expert]]:
    pool: dict[str, list[Expert]] = {base: [] for base in BASES.values()}
    for resource in sorted(files("bot.demo").iterdir(), key=lambda entry: entry.name):
        if resource.name.startswith("experts_") and resource.name.endswith(".csv"):
            for expert in read_roster(Path(str(resource)), "", read_place).experts:
                expert.base = BASES.get((expert.place_code or "50")[:2], "重庆")
                pool[expert.base].append(expert)
    return pool


async def _bind(stage: Stage) -> None:
    """Every expert follows the account; two of them hold a phone of the page, the others' phones are out of sight."""
    process = stage.process
    account = process.configuration.wechat.app_id
    now = process.now()

    async def work(uow: StoredUnitOfWork) -> None:
        for expert in await uow.expert_feed.all_experts():
            person = await uow.people.recognise(Sender("wechat", account, _openid(expert)), now)
            person.name = expert.name
            await uow.people.save(person)
            expert.reach, expert.person_id, expert.updated_at = Reach.BOUND, person.id, now
            await uow.experts.save(expert)
            await uow.people.grant(person.id, Grant(expert.base, Role.EXPERT, expert.id))
        boss = await uow.people.recognise(Sender("wechat", account, ADMINISTRATOR.openid), now)
        boss.name, boss.base = "王管理员", "重庆"
        await uow.people.save(boss)
        for base in BASES.values():
            await uow.people.grant(boss.id, Grant(base, Role.ADMINISTRATOR))

    await process.database.run(work, person_key=None)
    experts = (await process.database.read(_openids)).values()
    for openid in (*[person.openid for person in PEOPLE], *[asker for asker, _ in STORIES], *experts):
        stage.platform.person(openid).follows = True


async def _tell_stories(stage: Stage) -> None:
    """Earlier demands, told through the real door, some of them further along."""
    for openid, lines in STORIES:
        for line in lines:
            await stage.phones.of(openid).text(line)
    await stage.process.settle()
    openids = await stage.process.database.read(_openids)
    for name, line in SEQUELS:
        await stage.phones.of(openids.get(name, name)).text(line)
        await stage.process.settle()


async def _openids(uow: StoredUnitOfWork) -> dict[str, str]:
    return {expert.name: _openid(expert) for expert in await uow.expert_feed.all_experts()}


def _openid(expert: Expert) -> str:
    return BOUND.get(expert.name, f"demo-expert-{expert.id}")
