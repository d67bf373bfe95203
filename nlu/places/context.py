"""What the words before and after a place's name say: here it is, it only comes from there, it is no place at all."""

from __future__ import annotations

import re
from collections import defaultdict

from nlu.entities.wordlists import alternatives
from nlu.places.tables import read_rows
from nlu.text.patterns import lazy_regex

TROUBLE, HERE, HOME, PLAIN, ORGANISATION, ELSEWHERE, EXPERT, NOTHING = 5.0, 4.0, 3.5, 3.0, 2.0, 1.5, 0.5, 0.0
WINDOW = 10
NEEDED = 2  # how much of `Cues.around` makes a place of a name that could be a word

_HERE_BEFORE = lazy_regex(
    r"(?:在|住|位于|坐落|地址[是:：]?|地点[是:：]?|位置[是:：]?|家是|老家[是:：]?|屋头[是:：]?|我是|我们是|我们|咱们|我屋|我家|"
    r"本地是|这里是|这边是|这是|应该是|而是|改成|改到|改为|改|换成|来|到|去|回)\s*$"
)
_HOME_BEFORE = lazy_regex(r"老家(?:在|是|[:：])?\s*$")  # where one comes from, unless one says to be elsewhere now
_ARRIVED_BEFORE = lazy_regex(r"(?:嫁到|嫁来|搬到|搬来|迁到|回到|来到|落户到?)\s*(?:了)?$")
_EARLIER_BEFORE = lazy_regex(
    r"(?:以前|从前|原来|原先|早先|早年|之前|先前|曾经|当年|上次|上回|上个月|去年|前年|那年)(?:都|就|也|我们?)?是?(?:在|住|到|去)\s*$"
)
_RELATIVE_BEFORE = lazy_regex(
    r"(?:儿子?|女儿?|女婿|媳妇|娃[儿娃]?|崽|孩子|孙子|孙女|老公|老婆|爱人|堂客|男人|哥哥?|弟弟?|姐姐?|妹妹?|幺妹|兄弟|爸爸?|妈妈?|老汉儿?|叔叔?|舅[舅子]?|亲戚|朋友|"
    r"同学|战友|熟人|老伴|姐夫|妹夫|嫂子?|老[大二三幺]|幺儿|侄儿?|亲家|年轻人|男的|女的|他们?|她们?)(?:们|家|些)?"
    r"(?:都|就|也|现在|一直|一家|全家|常年|长期|早就|如今|还)*(?:跟[^，。]{1,3}|[两三四几]口子?)?(?:在|住|住在|去了?|到了?|嫁到了?|搬到了?)\s*$"
)
_LIVES_THERE = lazy_regex(
    r"[县市区]?(?:那边|那里|城里|主城)?(?:上班|打工|务工|工作|做工|教书|当老师|读书|读大学|上学|上大学|当兵|安家|安了家|定居|买了?房|做生意|开店|开车|带娃)"
)
_STRUCK_THERE = lazy_regex(  # 我爸在万州住院: the trouble is where he is
    r"[^，。,；;]{0,6}(?:住院|看病|治|病|痛|摔|手术|受伤|出事|中风|昏|晕|生娃|生孩子|被|遭|种|栽|养|喂|包|流转)"
)
_AND_NO_MORE = lazy_regex(r"[县市区]?[了的]?(?:[，。,；;]|$)")
_BUSINESS_BEFORE = lazy_regex(
    r"(?:厂家|总部|总公司|母公司|客户|客商|买家|卖家|商家|供应商|经销商|代理商|批发商|收购商|老板|甲方|货主|贩子|售后|研发中心)(?:们|些)?(?:都|就|也|是|远)*在\s*$"
)
_KIND_BEFORE = lazy_regex(r"(?:品种(?:是|为|叫)?|[种栽养喂买选引](?:了|的)(?:是)?|引进的?|叫做?|换成)\s*$")
_TROUBLE_BEFORE = lazy_regex(
    r"(?:园子?|基地|地|田|大?棚|场|塘|厂子?|车间|果子|树|屋头|项目|工地|圈舍|羊圈|牛圈|猪圈|门面|店子?)(?:是|都|就|全|些|头)?(?:在|位于)\s*$"
)
_ELSEWHERE_BEFORE = lazy_regex(
    r"(?:从|[卖发运销寄拉送供](?:货|应)?[到往给去至]|批发到|批发给|出口到|快递到|像|比|跟|学|听说|看到|去过|到过|来过|买的|引自|引进|毕业于)"
    r"\s*(?:了|过|人家)?$"
)
_ELSEWHERE_AFTER = lazy_regex(
    r"(?:[县市区]|那边|那里)?(?:(?:搞|办|讲|待|呆|干|学|做|见|帮)过|打工|上班|做工|做活路|带(?:孙|娃)|读书|上学|务工|当兵|做生意|出差|买|进的|引进|引种|拉来|运来|(?:发|运|拉|寄|调|进|买|引|订|空运|采购|批发|快递)(?:货|种|苗|回|过)?(?:来|去)?(?:了)?的|来的|过来的|产的|的亲戚|"
    r"的?(?:客商|客户|老板|经销商|买家|[^，。]{0,4}市场|商家|供应商|厂家|[^，。]{0,3}(?:超市|商超|档口|批发商|收购商|果商|药商|贩子|买主|代理商|货主|平台)|朋友|亲戚|同行|老师傅))"
)
_EXPERT_AFTER = lazy_regex(r"(?:[县市区]|那边)?的?(?:大)?(?:专家|教授|研究员|院士|工程师)")
_MADE_THERE = lazy_regex(r"[\u4e00-\u9fff]{0,3}(?:厂|店|馆|企业|公司|作坊|合作社|加工|生产)")
_NEGATION_BEFORE = lazy_regex(
    r"(?:不是|不在|不得是|并非|不属于|不归|没在|没有在|莫写|别写|不要写|不叫|不是说|不是在|哪是)(?:说|我们|我|指)?(?:在|是)?\s*$"
)
_DOUBTING = lazy_regex(r"(?:是不是|在不在)(?:在)?\s*$")
_CHANGED_BEFORE = lazy_regex(r"(?:把|将|由|从)(?:地点|地址|地方|位置|刚才的)?[^，。]{0,4}$")
_CHANGED_AFTER = lazy_regex(r"[县市区镇乡]?的?(?:改成|改为|改到|换成|换到|变成|改)")
_WRONG_AFTER = lazy_regex(
    r"[县市区]?[，, ]{0,2}(?:那个|这个|地址|地点|是|哦|哎)*"
    r"(?:不对(?![劲头])|错了|写错|说错|打错|搞错|弄错|填错|是错|说岔|写岔|不是)(?!的?很)"
)
_WRONG_AFTER_STRICT = lazy_regex(r"不是(?![\u4e00-\u9fff])")
_PERSON_BEFORE = lazy_regex(
    r"(?:名字叫|叫|姓名|名字是?|联系人|户主|患者|病人|法人|法人代表)[是为:：]?\s*(?P<surname>[\u4e00-\u9fff]?)$"
)
_STRONG_BEFORE = lazy_regex(
    r"(?:在|住|位于|是|到|来|去|回|我们|咱们|我|我屋|老家|屋头|地址|地点|这边|这里|属于|归|从|来自|改成|改为|改到|换成|换到|县|区|市|省|重庆|四川)[是:：]?\s*$"
)
_EDGE_BEFORE = lazy_regex(r"(?:^|[，。！？、；：:,.!?;~～（）() \n])$")
_STRONG_AFTER = lazy_regex(
    r"\s*(?:这边|那边|这里|那里|这儿|那儿|这方|人[，。,]|本地|农村|乡下|老乡|乡坝头|果农|农户|菜农|茶农|养殖户|种植户|境内|当地|城区|县城|某|搞|做|种|养|开|有个|有家|有一|打来|边上|附近|旁边|边边|[\u4e00-\u9fff]{1,3}(?:那边|这边|那里|这里))"
)
_TOWN_AFTER = lazy_regex(
    r"\s*(?:古镇|古城|场镇|老街|老场|场上|场头|街上|赶场|[\u4e00-\u9fff]{0,4}(?:村(?![民官医里头上])|社区(?!医|卫|的?老)|[\d一二三四五六七八九十]+[组社队])"
    r"|(?:中心|镇)?(?:卫生院|小学|中学|幼儿园|派出所|农服中心|水厂|敬老院|景区|园区|工业园))"
)
_LANDSCAPE = frozenset("池塘桥湖山坝坪井溪河沟湾园寺庙洞滩岩石坡潭田林")  # what a bare town's name may mean as a thing
_INSIDE_OR_BESIDE = lazy_regex(r"(?:里|头|边|上|下|旁|底|中间|后头|前头|那口|的水)")
_ASKED_PERSON = lazy_regex(r"(?:我是|叫|找|请|跟|和|给|是|让|喊|问|派)[是:：]?\s*$")
_SOFT_AFTER = lazy_regex(r"\s*(?:$|[，。！？、；：,.!?;~～（）() \n]|的|人)")

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "廖石金韦贾夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤冉牟代蒲"
)
_SURNAMES_ALONE = "".join(sorted(set(_SURNAMES) - set("向于")))
_TITLE = alternatives("name_titles")
_TITLE_AFTER = lazy_regex(rf"(?:老|工程师|总|{_TITLE})")
_NAMED_BEFORE = lazy_regex(  # what is followed by somebody's name
    r"(?:派单\s*#?\d*|[派转分交推让指改]给|指派|转告|告诉|通知|找|请|让|喊|叫做?|名叫|联系人?|户主|姓名|名字|本人|我是|谢谢|感谢|多谢|不要|莫喊|换成?|问|问一?下|推荐|法人|患者|病人|负责人)"
    r"(?:是|叫|为|了|一?下)?\s*[:：]?\s*$"
)
_NAME_GIVEN_BEFORE = lazy_regex(r"(?:派单\s*#?\d*|[派转分]给|名?叫|联系人|户主|姓名|名字)(?:是|叫)?\s*[:：]?\s*$")
_PHONE_AFTER = lazy_regex(r"[，,\s]*(?:电话|手机|1[3-9]\d{9})")
_BEGINS_NAME = lazy_regex(r"(?:^|[\s，。,.、：:；;！!？?（(]|[给跟找请让喊叫问是和的对谢把由与被])$")
_ENDS_NAME = lazy_regex(
    r"(?:\s*$|[，。,.、：:；;！!？?）)]|\s|[来去接说讲看帮修在做弄会懂](?!自|源)|电话|手机|有没|得不得|啥时|什么时|几时|1\d{10})"
)
_NO_PART_OF_NAME = frozenset("县区市省州的镇乡村街路院校局站办老小新女男某总副大这那里边人话菜果茶猪牛羊鱼县城专")


class Cues:
    """The readings of a mention's surroundings, with the kinds and dishes named after places."""

    def __init__(self) -> None:
        self._products: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for place, words in read_rows("products.tsv"):
            self._products[place] += tuple(words.split("、"))
        self._anywhere = self._products.pop("*")
        self._kinds = self._products.pop("~")

    def around(self, text: str, start: int, end: int) -> int:
        """How much the surroundings speak for a place where the name alone could be a word: 2 is enough."""
        before = text[max(0, start - WINDOW) : start]
        score = 2 if _STRONG_BEFORE.search(before) else 1 if _EDGE_BEFORE.search(before) else 0
        if _STRONG_AFTER.match(text, end) or self.is_before_name(text, end):
            return score + 2
        return score + (1 if _SOFT_AFTER.match(text, end) else 0)

    def is_town(self, text: str, start: int, end: int) -> bool:
        """Whether the surroundings make a place of a town's bare name; what could be a person's name needs more."""
        if _TOWN_AFTER.match(text, end):
            return True
        if text[end - 1] in _LANDSCAPE and _INSIDE_OR_BESIDE.match(text, end):
            return False
        if text[start] in _SURNAMES and _ASKED_PERSON.search(text[max(0, start - WINDOW) : start]):
            return _STRONG_AFTER.match(text, end) is not None or text.startswith("的", end)
        return self.around(text, start, end) >= NEEDED

    def tier(self, text: str, start: int, end: int, name: str, *, is_served: bool = True) -> float:
        """How much the mention tells of where the trouble is."""
        before = text[max(0, start - WINDOW) : start]
        here = bool(_HERE_BEFORE.search(before))
        if self.is_product(text, end, name) and not re.search(r"(?:在|我们|我是|本地|我们是)$", before):
            return NOTHING
        if _is_person(before, name) or (_RELATIVE_BEFORE.search(before) and _LIVES_THERE.match(text, end)):
            return NOTHING
        if _KIND_BEFORE.search(before) and self.is_kind(text, end):
            return NOTHING
        if _EXPERT_AFTER.match(text, end):
            return EXPERT
        if _BUSINESS_BEFORE.search(before) or self._is_of_relative(text, before, end, is_served):
            return ELSEWHERE
        if _ARRIVED_BEFORE.search(before) and not _RELATIVE_BEFORE.search(before):
            return HERE
        if _ELSEWHERE_BEFORE.search(before) or _EARLIER_BEFORE.search(before) or _ELSEWHERE_AFTER.match(text, end):
            return ELSEWHERE
        if _TROUBLE_BEFORE.search(before):
            return TROUBLE
        if _HOME_BEFORE.search(before) or (_RELATIVE_BEFORE.search(before) and _AND_NO_MORE.match(text, end)):
            return HOME
        return HERE if here else PLAIN

    def is_before_name(self, text: str, end: int) -> bool:
        """石柱林专家: of that place a Mr Lin."""
        return text[end : end + 1] in _SURNAMES and text[end:] != "" and _TITLE_AFTER.match(text, end + 1) is not None

    def is_in_name(self, text: str, start: int, end: int) -> bool:
        """陈开县老师, 派单 12 李永川, 江津明主任: a person goes by the name of the place."""
        if text[start - 1 : start] in _SURNAMES_ALONE and start:
            before = text[max(0, start - 1 - WINDOW) : start - 1]
            if _TITLE_AFTER.match(text, end):
                return _BEGINS_NAME.search(before) is not None or _NAMED_BEFORE.search(before) is not None
            if _ENDS_NAME.match(text, end) is None:
                return False
            is_told = not before.strip() and _PHONE_AFTER.match(text, end) is not None
            return is_told or _NAMED_BEFORE.search(before) is not None
        if text[start] not in _SURNAMES or end - start != 2 or text[end : end + 1] in _NO_PART_OF_NAME:
            return False
        if text[end : end + 1] in _SURNAMES or not "\u4e00" <= text[end : end + 1] <= "\u9fff":
            return False  # 万州王医生
        before = text[max(0, start - WINDOW) : start]
        if _TITLE_AFTER.match(text, end + 1) and not _TITLE_AFTER.match(text, end):
            return _BEGINS_NAME.search(before) is not None
        return _NAME_GIVEN_BEFORE.search(before) is not None and _ENDS_NAME.match(text, end + 1) is not None

    def _is_of_relative(self, text: str, before: str, end: int, is_served: bool) -> bool:
        """两个娃在浙江进厂: where somebody else lives, unless it is he who is struck."""
        return (
            _RELATIVE_BEFORE.search(before) is not None
            and not (is_served and _AND_NO_MORE.match(text, end))
            and _STRUCK_THERE.match(text, end) is None
        )

    def is_kind(self, text: str, end: int) -> bool:
        """Whether the name of a crop or animal follows at once: 巫山脆李 is grown in other counties, too."""
        return text.startswith(self._kinds, end)

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
