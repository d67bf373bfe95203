"""The second opinion on danger: it finds what no rule names, and quiets rules that only heard a word."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from handlers.wording import emergency
from nlu.danger_training import FOLDER, Row, sort_of, train, written
from nlu.labels.corpus import is_held_out, read_examples
from nlu.labels.dangers import DangerModel, Signs, danger_model
from nlu.labels.emergencies import FIELD_OF_HAZARD, read_hazard
from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander.load()


@pytest.mark.parametrize(
    "text",
    [
        "脱粒机把我嫂嫂的辫子连头皮扯进去了",
        "三个淘井的下去就没了声气",
        "面包车翻进水渠 一车娃儿",
        "他拿起弯刀撵到院坝来了 我把门反锁起的",
        "生了 娃儿身上是软的 不晓得哭",
        "想改下看果园的时间，我老汉刚刚倒在灶房里，喊他眼睛都不睁",
        "石灰水溅进眼睛头 啥都看不见",
        "坡上的石头一直在往下掉，坡脚几家人还在屋里",
        "堤坝上冒浑水 越冒越大 下头是村子",
        "有人掉崖了",
        "鞭炮厂爆炸了",
        "全班中毒",
        "我要去跳乌江",
        "朋友写了遗言 把门反锁了",
        "干脆一根绳子了结自己",
        "我要吊死在你们大门口",
        "有人落水了该怎么救",
        "他遭电打了，我该怎么办",
        "孕妇在路上要生了 血流不停 告诉我该咋个做",
        "兔子场着火了，烧得凶",
    ],
)
def test_dangers_in_words_of_ones_own_are_caught(understander: Understander, text: str) -> None:
    assert understander.understand(text, NOW).intent == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "停水停电三天了，找谁",
        "那天村里停水停电，专家先别来",
        "水泵烧了，抽不起水",
        "我们被技术封锁卡脖子了",
        "猫从窗台跳下去，脚跛了",
        "塔吊安全讲座几时讲",
        "氨泄漏应急演练想请老师点评",
        "去年滑坡那块地现在能种啥",
        "边坡绿化死苗，想请人看看",
        "嫂子上街买米去了",
        "爷爷在竹林砍竹子",
        "我爸喂牛去了，牛没精神",
        "他喝麻了，明天再联系",
        "差点睡过头，在路上了",
        "楼下商户告到城管去了",
    ],
)
def test_what_only_sounds_like_danger_is_calm(understander: Understander, text: str) -> None:
    assert understander.understand(text, NOW).hazard is None


@pytest.mark.parametrize(
    "text",
    [
        "讲完了 全班都听了 四十几个人",
        "哎呀 婆婆要住院 明天来不成了",
        "我妈走了 这个月不接单了",
        "没事了 水退了 谢谢哈",
        "她六十几了 听不清楚 你们打我电话",
        "那两家的已经拉走了",
        "有消息了喊我",
    ],
)
def test_what_stands_between_blanks_is_read_with_commas_too(understander: Understander, text: str) -> None:
    assert understander.understand(text, NOW).hazard is None
    assert understander.understand(text.replace(" ", "，"), NOW).hazard is None


def test_dangers_between_blanks_are_found(understander: Understander) -> None:
    texts = [text for text, hazard in written() if sort_of(hazard) == 1 and " " in text]
    found = sum(understander.understand(text, NOW).intent == "emergency" for text in texts)
    assert found >= 0.82 * len(texts)


def test_blanks_alone_ring_nobody(understander: Understander) -> None:
    texts = [text.replace("，", " ") for text, hazard in written() if hazard is None and "，" in text]
    rung = [text for text in texts if understander.understand(text, NOW).intent == "emergency"]
    assert len(rung) <= 0.11 * len(texts), rung


@pytest.mark.parametrize(
    ("text", "hazard"),
    [
        ("我们县医院ICU，感染性休克的病人三种升压药都顶不住了，求专家远程", "critical_patient"),
        ("产科这边一个大出血的血库没血了，请上级医院支援", "critical_patient"),
        ("鸭子扭起颈子转圈，三天死了四百只，隔壁场也在死", "animal_epidemic"),
        ("后山松树一片一片红，树干上有虫眼，怕是线虫", "plant_epidemic"),
    ],
)
def test_cases_and_epidemics_are_told_apart(understander: Understander, text: str, hazard: str) -> None:
    found = understander.understand(text, NOW)
    assert (found.hazard, found.intent) == (hazard, "demand")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("老妈胸口闷痛得很，汗水把衣服都打湿了", "heart"),
        ("外公突然嘴巴歪了，左手抬不起来", "stroke"),
        ("娃儿抽起来了，眼睛往上翻", "seizure"),
        ("一壶滚水泼到幺儿背上了", "burn"),
        ("大风把房顶掀了半边，屋头还有老人", "storm"),
        ("堡坎裂口今天又宽了一指，坎下是住家户", "unstable"),
        ("嫂子羊水破了，车子还在半路", "birth"),
        ("面包车撞了，我的脚卡到起扯不出来", "injury"),
        ("前夫把我锁在屋头，不准我出门", "violence"),
        ("一伙人围到我老汉打，脸都打肿了", "violence"),
    ],
)
def test_what_to_do_first_fits_the_danger(understander: Understander, text: str, name: str) -> None:
    assert understander.understand(text, NOW).hazard == name
    assert emergency.first_aid(name) != emergency.first_aid(None)


def test_the_rules_alone_do_not_ask_it() -> None:
    assert read_hazard("三个淘井的下去就没了声气", model_share=None) == read_hazard("三个淘井的下去就没了声气")


def test_calm_messages_never_seen_stay_calm(understander: Understander) -> None:
    calm = [row.text for row in read_examples() if row.intent != "emergency" and is_held_out(row.situation)]
    flagged = [text for text in calm if understander.understand(text, NOW).intent == "emergency"]
    assert len(flagged) * 200 <= len(calm), flagged


def test_every_written_row_has_a_hazard_that_can_be_helped() -> None:
    unknown = {hazard for _, hazard in written() if sort_of(hazard) == 1 and hazard not in FIELD_OF_HAZARD}
    assert unknown == set()
    texts = [text for text, _ in written()]
    assert len(texts) == len(set(texts))
    assert FOLDER.is_dir()


def test_saved_and_loaded_it_answers_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("danger") / "danger.npz"
    danger_model().save(path)
    text = "想问下补贴，另外我老汉喝了半瓶除草剂，咋办"
    assert DangerModel.load(path).shares(text) == danger_model().shares(text)
    assert path.stat().st_size < 400_000


def test_a_part_of_a_long_message_is_looked_at() -> None:
    whole, of_window = danger_model().shares(
        "请问明年春天果树改良的补贴在哪里申请，要准备些啥子材料，我公公掉进粪坑没爬起来，还有就是想问苗木价格和运费怎么算"
    )
    assert of_window > whole[1]


def test_training_learns_what_it_is_shown() -> None:
    def row(text: str, sort: int, hazard: str | None) -> Row:
        signs = Signs(0.5 if sort == 1 else 0.01, False, sort == 2, sort == 3, sort == 3, False)
        return Row(text, text, sort, hazard, True, signs)

    rows = [row(f"果树补贴{number}怎么申请", 0, None) for number in "甲乙丙丁戊己庚辛壬癸"]
    rows += [row(f"房子着火{number}快来", 1, "fire") for number in "甲乙丙丁戊己庚辛壬癸"]
    rows += [row(f"有人落水{number}快来", 1, "drowning") for number in "甲乙丙丁戊己庚辛壬癸"]
    rows += [row(f"煤气漏了{number}快来", 1, "gas") for number in "甲乙丙丁戊己庚辛壬癸"]
    rows += [row(f"我院病人休克{number}求会诊", 2, "critical_patient") for number in "甲乙丙丁戊己庚辛壬癸"]
    rows += [row(f"猪一群群死{number}怕是瘟", 3, "animal_epidemic") for number in "甲乙丙丁戊己庚辛壬癸"]
    model = train(rows)
    shares, _ = model.shares("房子着火了快来")
    assert shares.index(max(shares)) == 1
    assert model.name("房子着火了快来") == "fire"
    assert model.name("有人落水了") == "drowning"
