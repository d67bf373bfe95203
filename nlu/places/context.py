"""What the words before and after a place's name say: here it is, it only comes from there, it is no place at all."""

from __future__ import annotations

import re
from collections import defaultdict

from nlu.places.tables import read_rows

TROUBLE, HERE, PLAIN, ORGANISATION, ELSEWHERE, EXPERT, NOTHING = 5.0, 4.0, 3.0, 2.0, 1.5, 0.5, 0.0
WINDOW = 10

_HERE_BEFORE = re.compile(
    r"(?:在|住|位于|坐落|地址[是:：]?|地点[是:：]?|位置[是:：]?|家是|老家[是:：]?|屋头[是:：]?|我是|我们是|我们|咱们|我屋|我家|"
    r"本地是|这里是|这边是|这是|应该是|而是|改成|改到|改为|改|换成|来|到|去|回)\s*$"
)
_TROUBLE_BEFORE = re.compile(
    r"(?:园子?|基地|地|田|大?棚|场|塘|厂子?|车间|果子|树|屋头|项目|工地|圈舍|羊圈|牛圈|猪圈|门面|店子?)(?:是|都|就|全|些|头)?(?:在|位于)\s*$"
)
_ELSEWHERE_BEFORE = re.compile(
    r"(?:从|发往|发到|卖到|卖给|卖去|运到|运往|销往|销到|寄到|拉到|送到|像|比|跟|学|听说|看到|去过|到过|来过|买的|引自|引进|毕业于)"
    r"\s*(?:了|过|人家)?$"
)
_ELSEWHERE_AFTER = re.compile(
    r"(?:[县市区]|那边|那里)?(?:(?:搞|办|讲|待|呆|干|学|做|见|帮)过|打工|读书|上学|务工|当兵|做生意|出差|买|进的|引进|引种|拉来|运来|来的|过来的|产的|的亲戚|"
    r"的?(?:客商|客户|老板|经销商|买家|市场|商家|供应商|厂家|朋友|亲戚|同行|老师傅))"
)
_EXPERT_AFTER = re.compile(r"(?:[县市区]|那边)?的?(?:大)?(?:专家|教授|研究员|院士|工程师)")
_MADE_THERE = re.compile(r"[\u4e00-\u9fff]{0,3}(?:厂|店|馆|企业|公司|作坊|合作社|加工|生产)")
_NEGATION_BEFORE = re.compile(
    r"(?:不是|不在|不得是|并非|不属于|不归|没在|没有在|莫写|别写|不要写|不叫|不是说|不是在|哪是)(?:说|我们|我|指)?(?:在|是)?\s*$"
)
_DOUBTING = re.compile(r"(?:是不是|在不在)(?:在)?\s*$")
_CHANGED_BEFORE = re.compile(r"(?:把|将|由|从)(?:地点|地址|地方|位置|刚才的)?[^，。]{0,4}$")
_CHANGED_AFTER = re.compile(r"[县市区镇乡]?的?(?:改成|改为|改到|换成|换到|变成|改)")
_WRONG_AFTER = re.compile(
    r"[县市区]?(?:那个|这个|地址|地点|是)*(?:不对|错了|写错|说错|打错|搞错|弄错|填错|是错|说岔|写岔|不是)(?!的?很)"
)
_WRONG_AFTER_STRICT = re.compile(r"不是(?![\u4e00-\u9fff])")
_PERSON_BEFORE = re.compile(
    r"(?:名字叫|叫|姓名|名字是?|联系人|户主|患者|病人|法人|法人代表)[是为:：]?\s*(?P<surname>[\u4e00-\u9fff]?)$"
)
_STRONG_BEFORE = re.compile(
    r"(?:在|住|位于|是|到|来|去|回|我们|咱们|我|我屋|老家|屋头|地址|地点|这边|这里|属于|归|从|改成|改为|改到|换成|换到|县|区|市|省|重庆|四川)[是:：]?\s*$"
)
_EDGE_BEFORE = re.compile(r"(?:^|[，。！？、；：:,.!?;~～（）() \n])$")
_STRONG_AFTER = re.compile(
    r"\s*(?:这边|那边|这里|那里|这儿|那儿|这方|人[，。,]|本地|农村|乡下|老乡|乡坝头|果农|农户|菜农|茶农|养殖户|种植户|境内|当地|城区|县城|某|搞|做|种|养|开|有个|有家|有一|打来|边上|附近|旁边|边边|[\u4e00-\u9fff]{1,3}(?:那边|这边|那里|这里))"
)
_SOFT_AFTER = re.compile(r"\s*(?:$|[，。！？、；：,.!?;~～（）() \n]|的|人)")

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "廖石金韦贾夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤冉牟代蒲"
)


class Cues:
    """The readings of a mention's surroundings, with the kinds and dishes named after places."""

    def __init__(self) -> None:
        self._products: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for place, words in read_rows("products.tsv"):
            self._products[place] += tuple(words.split("、"))
        self._anywhere = self._products.pop("*")

    def around(self, text: str, start: int, end: int) -> int:
        """How much the surroundings speak for a place where the name alone could be a word: 2 is enough."""
        before = text[max(0, start - WINDOW) : start]
        score = 2 if _STRONG_BEFORE.search(before) else 1 if _EDGE_BEFORE.search(before) else 0
        if _STRONG_AFTER.match(text, end):
            return score + 2
        return score + (1 if _SOFT_AFTER.match(text, end) else 0)

    def tier(self, text: str, start: int, end: int, name: str) -> float:
        """How much the mention tells of where the trouble is."""
        before = text[max(0, start - WINDOW) : start]
        here = bool(_HERE_BEFORE.search(before))
        if self.is_product(text, end, name) and not re.search(r"(?:在|我们|我是|本地|我们是)$", before):
            return NOTHING
        if _is_person(before, name):
            return NOTHING
        if _EXPERT_AFTER.match(text, end):
            return EXPERT
        if _ELSEWHERE_BEFORE.search(before) or _ELSEWHERE_AFTER.match(text, end):
            return ELSEWHERE
        if _TROUBLE_BEFORE.search(before):
            return TROUBLE
        return HERE if here else PLAIN

    def is_product(self, text: str, end: int, name: str) -> bool:
        """Whether a kind or dish known by the place's name follows."""
        words = self._anywhere + self._products.get(name, ())
        word = next((word for word in words if text.startswith(word, end)), None)
        return word is not None and not _MADE_THERE.match(text, end + len(word))

    def negated(self, text: str, start: int, end: int) -> bool:
        """Whether the person says that it is not there."""
        before = text[max(0, start - WINDOW) : start]
        if _DOUBTING.search(before):
            return False
        if _NEGATION_BEFORE.search(before):
            return True
        if _CHANGED_BEFORE.search(before) and _CHANGED_AFTER.match(text, end):
            return True
        wrong = _WRONG_AFTER.match(text, end)
        if wrong is None:
            return False
        return not wrong.group().endswith("不是") or bool(_WRONG_AFTER_STRICT.match(text, wrong.end() - 2))


def _is_person(before: str, name: str) -> bool:
    """我叫李江北: the name of a place inside the name of a person."""
    match = _PERSON_BEFORE.search(before)
    if not match:
        return False
    surname = match.group("surname")
    return surname in _SURNAMES if surname else name[0] in _SURNAMES
