"""What somebody grows, keeps, makes or runs, told without any trouble: 我爸爸种柠檬，他不会用微信."""

from __future__ import annotations

from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex

LONGEST = 60  # characters; whoever tells more tells more than a trade
_PERSON = (
    r"(?:我们?|俺们?|咱们?|他们?|她们?)?(?:的)?(?:爸爸?|妈妈?|老汉儿?|爹|爷爷|奶奶|婆婆|外公|外婆|公公|岳父|岳母|哥哥?|姐姐?|弟弟?|妹妹?"
    r"|老公|老婆|爱人|媳妇|儿子|女儿|侄[儿女]子?|幺[爸妈]|叔叔?|婶[婶娘]?|舅舅?|舅[妈娘]|姑[姑妈爹父]?|姨[妈父]?|[嬢孃]{1,2}|伯[伯父母]?|[堂表][哥弟姐妹]|老表|亲戚|邻居|朋友|公司|厂(?:子|里)?|单位|合作社|村|社|店|屋头|屋里|家里?头?)?(?:里|头|上)?"
)
_COUNTED = (
    r"(?:差不多|大概|大约|总共|一共|有|上|近)*(?:[一二两三四五六七八九十百千万几半多来\d]+(?:来|多|几)?"
    r"(?:亩|头|只|箱|群|株|棵|口|塘|个|桶|条|台|间|家|匹|窝|万尾|万只|平方米?|平米|斤|吨|米)(?:多|左右|地|田)*的?|个)?"
)
_TRADE = lazy_regex(
    rf"(?:就?是|主要是?)?{_PERSON}(?:这边|这里|那边|那里|现在|平时|主要|一直|就|是|也|都|专门|在|[今去前]年)*"
    r"(?:种|栽|养|喂|买|做|开|办(?!公)|搞|包(?!装)|承包|经营|生产|加工|卖)(?!不|到|得|活|死|完)(?:植|殖)?(?:了|着|起|得有|有|的是|的)?"
    rf"{_COUNTED}(?P<thing>[猪牛羊鸡鸭鹅鱼兔蜂蚕虾茶]|[\u4e00-\u9fffA-Za-z0-9]{{2,8}}?)(?:树|为主|生意|这行|行业|这块)?(?:的|哈|嘛|哦|呢)*"
)
_AWAY = r"(?:外面|外头|外地|外省|城[里头]|(?!地|田|棚|圈|塘|厂)[\u4e00-\u9fff]{2,4})"
_ASIDE = lazy_regex(
    rf"(?:您好|你好|老师们?|好|喂|请问|在吗|打扰一?[下哈]?了?|不好意思|麻烦(?:您|你)?(?:了|一下)?)+|{_PERSON}(?:都|也|又)?(?:不(?:会|懂|太会|咋个会)|没得|没有)(?:用|打|发|弄|玩)?(?:智能)?(?:微信|手机|电脑|字|打字)"
    rf"|{_PERSON}(?:现在|都|人|一直)*在{_AWAY}(?:这边|那边)?(?:上班|打工|务工|工作|读书|上学|做事)"
    rf"|{_PERSON}(?:来)?(?:替|帮|给)(?:他|她|他们|老人家?|{_PERSON})(?:来)?(?:问|打听|咨询|说|报|登记)(?:一?下|哈|问)?"
    r"|(?:就?[是在])?(?:大棚|地|田|棚|圈|塘|屋|院坝|山|坡)[里头上]{1,2}的?"
    rf"|(?:我们?|这里|这边)?(?:是|在|住)?[\u4e00-\u9fff]{{0,3}}(?:这边|那边|这里|的|人)?|{_PERSON}(?:今年|都)?[\d一二三四五六七八九十几多]+(?:年|岁)(?:多|了)*"
)
_CLAUSE = lazy_regex(r"[，,。；;！!～~\s]+")
_NO_THING = lazy_regex(
    r"[的不没啥咋怎吗呢么谁哪几请帮找问得好坏病招]|^(?:事|活|饭|会|法|到|起|人|生意|买卖|手续|个|点|些|手术|[\d一二三四五六七八九十]+年)|(?:证|照|手续|贷款|培训|课|讲座|活动|会|手术|[大小高低快慢多少差重])$"
)


def thing_of_trade(text: str, place: str | None = None) -> str | None:
    """柠檬 of 我爸爸在万州种柠檬，我替他问一下; None where a trouble, a wish or anything else is told."""
    if len(text) > LONGEST or tells_trouble(text) or tells_wish(text):
        return None
    found = None
    for clause in _CLAUSE.split(text.replace(place, "") if place else text):
        trade = _TRADE.fullmatch(clause) if clause and found is None else None
        if trade is not None and not _NO_THING.search(trade["thing"]):
            found = trade["thing"]
        elif clause and not _ASIDE.fullmatch(clause.strip("的县区市")):
            return None
    return found
