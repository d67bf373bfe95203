"""What a stranger worries about first: cost, fraud, data, whom to ring, who reads along."""

from __future__ import annotations

from handlers.reading import questions
from nlu.text.patterns import lazy_regex

FEE = lazy_regex(
    r"收费|要钱|先?[交付](?:押金|定金|保证金)|送礼|红包|好处费|塞钱|花钱|免费|多少钱|好多钱|收钱|费用|交钱|给钱|出钱|付钱|车费|路费|差旅费|误工费|咨询费|(?:专家|讲课|劳务|服务)费|饭钱|饭费|油钱|油费|过路费|住宿费|要不要.{0,4}钱|几个钱"
    r"|^(?:请(?:个)?专家|上门|那|你们|会不会|得不得|是不是|会|很|好|[，,\s])*贵(?:不贵|得很|吗|不)[嘛哦呢啊吗？?]*$"
)
FRAUD = lazy_regex(
    r"(?:你们?|您们?|这里|这儿|请问)[^，,。]{0,2}是(?:不是)?[^，,。]{0,8}(?:平台|热线|服务中心|专家库|公众号|科协|农业局|政府)(?:吗|嘛|不|么|吧|啊|[？?])|骗子|骗人|诈骗|骗局|是真的吗|真的假的|靠谱|靠不靠|可信|信(?:不信)?得过|信不过|政府(?:的|办的|派的|部门)|官方|正规|国家(?:的|办|派|搞)|公家|[哪啥什]么?[个子]?(?:单位|部门|机构)|你们?是(?:谁|哪个|哪里|啥子?人)|哪个办的|你们(?:单位|公司|中心|办公室)?(?:是)?在(?:哪(?:里|儿|点|个地方)?|啥子?地方|什么地方)(?:上班|办公|坐班)?[嘛哦啊呢？?]*$"
    r"|你们?(?:到底)?(?:哪个|哪位)(?:[啊呀哦嘛哟]|$)|政府(?:的|办的)?(?:迈|蛮|嘛|吗|不)"
)
DATA = lazy_regex(
    r"我们?的?(?:名字|姓名|电话|号码|信息|资料)[^，。]{0,3}(?:会不会|得不得|是不是|不会|要不要)[^，。]{0,4}(?:写|登|挂|公|发|传|漏|卖|给|让)|"
    r"(?:把|将)?我们?的?(?:电话|信息|号码|资料|名字|工艺|配方|技术|图纸|数据|位置).{0,4}(?:给|告诉|卖|发给|传|漏|公开|透)|(?:电话|信息|资料|隐私).{0,3}安全|"
    r"(?:公布|公开|发布|发|挂|写|登)(?:出去|出来|上去|到网上)?.{0,6}(?:我|厂|店|家|公司|村)们?.{0,2}(?:名字|名称|厂名|店名|姓名|电话|号码)"
    r"|(?:哪些|啥子?|什么|多少|好多|几个)人.{0,3}(?:看得?到|看见|知道|晓得)|(?:都|全)?是(?:不是)?公开的?[吗不嘛么]|泄露|泄漏|隐私|(?:卖|透露|晓得|知道|公开).{0,4}(?:我|个人).{0,3}(?:信息|电话|资料|名字)"
)
RING = lazy_regex(
    r"(?:有没(?:有|得)|有|留|给|要).{0,7}(?:电话|号码|热线)|(?:电话|热线|号码).{0,3}(?:是?多少|好多|是啥|几号|打哪)|打(?:哪个|什么|啥)(?:电话|号码)"
)
_WRITES_NOT = lazy_regex(
    r"不识字|不认(?:得|识)?字|认不[到得]字|识不[到得]字|没读过书|不会(?:打字|写字|用?拼音|写)|[打写]不来字|打字(?:太?慢|恼火|费劲|不方便)|看不清(?:字|键|屏)"
)
_SPEAKS = lazy_regex(
    r"说话|语音|录音|口头|(?:讲|说)(?:给|跟|起|就)|(?:我|他|她|妈|爸|老人)(?:来)?(?:讲|说)(?:行|你|给|要)|按到说|四川话|重庆话|方言|土话|本地话|电话(?:报|说|讲)"
)
_VOICE_WORD = lazy_regex(
    r"语音|(?:四川话|重庆话|方言|土话|本地话).{0,8}(?:懂|得行|可以|行)|(?:懂|听得?懂).{0,8}(?:四川话|重庆话|方言|土话|本地话)"
)
_OF_PUPIL = lazy_regex(r"娃|孩|学生|跟不上|成绩|班|岁|眼|病|痛")
_HAS_SPOKEN = lazy_regex(
    r"(?:发|说|讲|录)了|语音[里头]|(?:刚才|昨天|上次|前头)|收到|听到|听了?没|打不开|识别|合成|播报|课|讲座|软件|设备|开发|专家.{0,4}(?:讲|说)"
)
_ASKS = lazy_regex(
    r"[吗不嘛么?？吧啊呢迈蛮喃咩嗦]|(?:^|[，,\s])(?:莫|该?不会|怕|别)(?:不)?是|还是|几(?:多|个人)|有没(?:有|得)|多少|好多|哪|啥|什么|谁|怕|是不是|怎么|咋|啷个|如何"
)
_FEE_WORD = lazy_regex(rf"{FEE.pattern}|(?:好多|几多|多少|几个?)(?:车|路|油|饭|辛苦|跑路|工)?(?:钱|块)")
_GOODS = lazy_regex(
    r"(?:药|苗|种子|饲料|肥料?|机器?|设备|材料|水|电|瓶|斤|包|袋|盒|针|台|亩|头|只|果|猪|牛|羊|鱼|菜|茶|租金|房租|学费|保险|补贴|工资|贷款|赔).{0,6}(?:好多|几多|多少)钱"
    r"|^(?![^。]*(?:专家|老师|师傅|[你您]|上门))[^，。]{0,4}(?:修|建|搭|盖|买|挖|租|砌|打)[^，。]{1,8}(?:好多|几多|多少|几个)(?:钱|块)"
    r"|(?:好多|几多|多少)(?:钱|块)[一每](?:平|方|亩|米|吨|斤|公斤|台|头|只|株|棵|间|栋|套)"
    r"|(?:赔|补|奖|贷|卖|扣|罚|退)[^，,。]{0,6}(?:好多|几多|多少)钱|拖欠|欠.{0,3}钱|检测费|鉴定费|学费|电费|水费|气费|医药费|诊断费|乱收费|手续费|滞纳金|违约金|罚款"
)
_FIGURE_OF_RULE = lazy_regex(
    r"(?:研发|研究|开发|管理|人工|材料|培训|宣传|办公|检验|认定|评审|申报|注册|年检|保险|参保|缴费|报销|补偿)费?用?[^，。]{0,6}(?:占比|比例|标准|额度|怎么算|咋个?算|归集|扣除|加计|抵扣|报得?了?不|能不能[报扣])|(?:占比|比例|百分之)"
)
_UNNAMED = lazy_regex(
    r"(?:把|将)?我们?的?(?:名字|姓名|电话|号码|手机号?)(?:都|给|也|先)?(?:去掉|删掉|删了|抹掉|隐去|隐藏|不要写|别写|莫写|莫给|别给)"
    r"|(?:别|莫|不要|不能)(?:把|将)?我们?的?(?:名字|姓名|电话|号码|手机号?).{0,3}(?:给|写|告诉|露|发)"
)
_HOURS = lazy_regex(
    r"(?:几点|好久|啥子?时候|什么时候|星期几|周几|礼拜几|哪天|周末|周[六日]|星期[六天日]|礼拜[六天日]|节假日|过年|国庆|晚上|中午|夜里).{0,6}(?:上班|下班|放假|休息|值班|开门|办公|有人(?!来|接|管)|找得?到人|也?在[不吗])"
    r"|(?:上班|下班|放假|值班|办公)(?:时间|不|吗|没|嗦|么|是几点)"
)
_HALF_ASKED = lazy_regex(r"[嗦嘛哇噶][？?。\s]*$|^(?:上班|值班|办公)时间[？?。\s]*$|(?:星期|礼拜|周)几")
_NOT_OURS = lazy_regex(r"老师|专家|医生|教授|师傅|[他她我]|工人|员工|厂里|学校|医院")
_SCOPE = lazy_regex(
    r"(?:你们|您们|这里|你|这个)(?:一般|主要|平时|到底|都|能|可以|是)*(?:管|办|帮|做|解决|负责|受理)(?:些|得到)?(?:啥|什么|哪些|哪样|些啥)|(?:归不归|属不属于?|是不是归|该不该)(?:你们|您们|这里)管"
    r"|^(?:请问)?(?:你们?|您们?|这里|这个)(?:平台|公众号|号|机器人)?(?:到底)?是?(?:干|搞|做|整|弄)(?:啥子?|什么子?|哪样|啥)(?:的|用|工作|业务)"
    r"|(?:你们|您们|这里)(?:也|还)?(?:管不管|管得?到不|办不办|受理不受理)"
)
_HOW = ("怎么办", "咋办", "咋个办", "啷个办", "怎么弄", "咋个弄", "啷个弄", "咋整", "咋个办嘛", "怎么报", "咋个报")
_OF_OTHERS = lazy_regex(
    r"我?(?:儿子|女儿|老公|老婆|老汉|爸|妈|哥|弟|姐|妹|媳妇|女婿)(?:登记|报|提|申请)的?[^，。]{0,4}(?:单|需求|事)[^，。]{0,8}(?:看|查|到哪|办到|进度)|(?:邻居|隔壁|别人|别个|人家|对方|那家|同村|亲戚|老板|村长|老[王李张刘陈杨赵黄周吴徐孙])[^，。]{0,5}的?(?:电话|号码|身份证|住址|地址|信息|资料|需求)(?!.{0,4}(?:是不是|我留))|(?:把|要|查|看|给我)[^，。]{0,6}(?:的)?(?:身份证|住址|家庭地址)(?:号码?)?(?:给|发|告诉)?我?"
    r"|(?:邻居|隔壁|别人|别个|人家|那家|老[王李张刘陈杨赵黄周吴徐孙]|[张李王]三|[张李王]四)[^，。]{0,3}(?:报|登记|提|问|申请)(?:的|了)[^，。]{0,6}(?:啥|什么|哪样|事|需求)|(?:谁|哪个|哪位)(?:报|登记|提|发)的?(?:[#＃]?\d+号?|这单|那单|这个需求|那个需求)|(?:[#＃]?\d+号?)是?(?:谁|哪个|哪位)(?:报|登记|提|发)的"
)
_EMERGENCY_NUMBER = lazy_regex(
    r"(?:派出所|警察|公安|110|报警|火警|消防队?|救护车|急救|120)的?(?:的)?(?:电话|号码)?(?:是)?(?:好多|多少|几号|是啥|打哪个|打啥子|哪个号)|(?:派出所|公安局|消防队|急救中心)[^，。]{0,3}(?:电话|号码)"
)
_OFFICE_NUMBER = lazy_regex(
    r"(?:兽医站|畜牧站|农技站|农业局|农委|供电[局所]|电力局|燃气公司|煤气公司|自来水公司|水务局|社保局|医保局|税务局|信用社|银行|保险公司|镇政府|村委会|林业站|种子站)的?(?:电话|号码|热线)(?:号码)?(?:是)?(?:好多|多少|几号|是?啥子?|有没(?:有|得)|给我|发我)?[嘛哦啊呢？?]*$"
)
_EXPERTS_NUMBER = lazy_regex(
    r"(?<![\u4e00-\u9fff])(?:我?(?:要|想要|求|有没(?:有|得)|有|晓得|知道|给我|发我|把|告诉我|查)(?:一?[下哈])?)?"
    r"(?:所有|全部|每个)?(?!我|你|您|咱|管家|客服|热线|值班|办公|中心|单位|村|镇|乡|县|厂|公司|学校|医院)"
    r"(?:[\u4e00-\u9fff]{2,3}(?:老师|教授|医生)?|专家们?)(?<![打拨接挂回耍玩看用修买卖换偷丢掉抢充刷摔没有收给])(?<![打拨接回来][个过])的?(?:私人)?(?:手机号?码?|电话号?码?|联系方式|微信号?)"
    r"(?:都|全部)*(?:发|给|告诉)?(?:给|我)*(?:没(?:有|得)|吗|嘛|不|是好多|是多少)?(?=$|[，,。？?！! ])"
)
_OWN_ID = lazy_regex(r"我的?(?:身份证|电话|号码|地址|住址)|办(?:理)?身份证|身份证(?:丢|掉|过期|到期)|要(?:带)?身份证")
_EXPERTS = lazy_regex(
    r"(?:有|共)(?:些|了)?(?:好多|多少|几|哪些|啥子?|什么|些啥子?)(?:样|种)?的?[个位名]?(?:方面|行业)?的?专家(?!来|管|能来|有空|看)|专家(?:的)?(?:名单|名册|目录)|专家(?:都|一共|总共)?有(?:哪些|好多|多少|几[个位名])"
)
_ONE_EXPERT = lazy_regex(
    r"(?:(?:有(?:没(?:有|得))?(?:一?[个位])?|认识|认得(?:到)?|晓得|知道)(?:叫|姓)?[\u4e00-\u9fff]{1,4}(?:的)?(?:专家|老师|教授|医生)|(?:叫|姓)[\u4e00-\u9fff]{1,3}的(?:专家|老师|教授|医生)|(?:专家|老师|教授|医生)(?:叫|姓)[\u4e00-\u9fff]{1,3})"
    r"(?:.{0,6}(?:认识|认得|晓得|知道|在|有|是)?(?:不|吗|没得|没有|嘛)|$)"
)
_DOSE = lazy_regex(
    r"(?:打|喷|兑|配|用|喂|灌|放|撒|施|吃|输|注射)(?:水|药)?(?:好多|多少|几)(?:两|斤|克|钱|毫升|瓶|包|袋|片|粒|颗|倍|水|药|勺|针|道|遍|次)?|(?:吃|打|用|输|抹|擦)(?:点|些)?(?:啥子?|什么|哪样|哪种|么子)(?:药|针|药膏|液)|(?:能不能|可不可以|要不要|该不该|可以|能)(?:停药?|断药|加量|减量|多吃|少吃)"
)
_HOW_MUCH_OF_IT = lazy_regex(r"(?:好多|多少|几)(?:(?:两|斤|克|钱|毫升|瓶|包|袋|倍|水|勺)|[药？?嘛哦啊合适]*$)")
_MEDICINE = lazy_regex(
    r"药|针|片|粒|颗|输液|敌敌畏|乐果|草甘膦|百草枯|除草剂|杀虫剂|阿维|波尔多|多菌灵|头孢|青霉素|阿莫西林|布洛芬|退烧"
)
_OF_MAN = lazy_regex(
    r"(?:娃|孩|宝宝|老人|老汉|婆婆|爷爷|奶奶|外公|外婆|爸|妈|老公|老婆|孕妇)|高血压|糖尿病|感冒|发烧|咳嗽|头痛|痛风|胃痛|失眠|我(?:该|能|可以|要|吃)"
)
_OF_BEAST_OR_WARD = lazy_regex(
    r"[猪牛羊鸡鸭鹅鱼兔蜂狗蚕虾猫树苗秧稻菜果茶椒]|我院|科室|科里|病人|患者|病房|卫生院|卫生室|医院"
)
LONGEST_FEE = 30
_CHARGED = lazy_regex(  # 喊我给了两百块车费
    r"(?:收|要|喊|叫|让|问)(?:了|走|去)?(?:我|我们|咱们?|他|她|屋头|家里)?(?:要|给|交|出|付|拿|掏|补)?(?:了|起|过)?[^，,。？?]{0,3}"
    r"(?:\d+|[一二两三四五六七八九十百几]+)(?:多|来)?(?:百|千|十)?多?(?:块|元|钱)"
    r"|(?:收|要)(?:了|过|我|我们)[^，,。？?]{0,6}(?:油费|车费|辛苦费|路费|出场费|红包|茶水费|误工费|服务费|咨询费)"
)
_SELLS = lazy_regex(r"收购|一斤|每斤|批发|摊位|贩子|老板收|[买卖]|一亩|每亩|赔|补贴")
LONGEST = 24


def is_worry(text: str) -> bool:
    """Cost, fraud, data or whom to ring: no answer to any other question."""
    short = len(text) <= LONGEST and _ASKS.search(text) is not None and not _GOODS.search(text)
    return short and any(pattern.search(text) for pattern in (FEE, FRAUD, DATA, RING))


def words_of(text: str) -> str:
    """会写我名字 of 公布出去会写我名字吗: the words that worry about data, which name no thing."""
    found = DATA.search(text)
    return found[0] if found else ""


def wishes_unnamed(text: str) -> bool:
    """把我名字去掉, 别把我电话给专家: neither stands on what others read."""
    return len(text) <= LONGEST and _UNNAMED.search(text) is not None


def asks_fee(text: str) -> bool:
    """请个专家来要好多钱: what the service or a visit costs, and not what medicine costs."""
    is_asked = len(text) <= LONGEST_FEE and _ASKS.search(text) is not None and _FEE_WORD.search(text) is not None
    return is_asked and not _GOODS.search(text)


def is_of_rule(text: str) -> bool:
    """研发费用占比要多少: a figure of a rule, not what the service costs."""
    return _FIGURE_OF_RULE.search(text) is not None


def asks_of_others(text: str) -> bool:
    """把邻居的电话给我, 谁报的1号: what is nobody else's to know."""
    is_theirs = _OF_OTHERS.search(text) is not None or _EXPERTS_NUMBER.search(text) is not None
    return len(text) <= LONGEST and is_theirs and _OWN_ID.search(text) is None


def asks_for_experts(text: str) -> bool:
    """你们有多少专家, 专家名单能发我不: of all of them, and of no trouble."""
    return len(text) <= LONGEST and _EXPERTS.search(text) is not None


def asks_for_one(text: str) -> bool:
    """有个叫陈立春的专家你们认识不: of a certain one, and of no trouble yet."""
    return len(text) <= LONGEST and _ONE_EXPERT.search(text) is not None


def asks_dose(text: str) -> str:
    """people or fields, where the words ask for a medicine or how much of it and leave no trouble to be seen to."""
    if len(text) > LONGEST or not _DOSE.search(text) or _MEDICINE.search(text) is None:
        return ""
    if _OF_MAN.search(text) and not _OF_BEAST_OR_WARD.search(text):
        return "people"
    return "fields" if _HOW_MUCH_OF_IT.search(text) else ""


def asks_emergency_number(text: str) -> bool:
    """派出所电话是多少, 火警打哪个."""
    return len(text) <= LONGEST and _EMERGENCY_NUMBER.search(text) is not None


def asks_office_number(text: str) -> bool:
    """兽医站电话好多: of an office that is none of ours."""
    return len(text) <= LONGEST and _OFFICE_NUMBER.search(text) is not None


def asks_hours(text: str) -> bool:
    """你们星期几上班, 周末也有人不: when somebody sits here."""
    is_asked = questions.asks(text) or _HALF_ASKED.search(text) is not None
    return len(text) <= LONGEST and is_asked and _HOURS.search(text) is not None and not _NOT_OURS.search(text)


def asks_voice(text: str) -> bool:
    """不识字，可以说话不, 发语音得行不: whether one may speak instead of writing."""
    if len(text) > LONGEST_FEE or _HAS_SPOKEN.search(text) or not _ASKS.search(text):
        return False
    if _WRITES_NOT.search(text):
        return _SPEAKS.search(text) is not None or (text.endswith(_HOW) and not _OF_PUPIL.search(text))
    return len(text) <= LONGEST and _VOICE_WORD.search(text) is not None


def asks_scope(text: str) -> bool:
    """你们一般都管些啥子, 这个归不归你们管: what this is for."""
    return len(text) <= LONGEST and _SCOPE.search(text) is not None


def was_charged(text: str) -> bool:
    """喊我给了两百块车费, of a service that costs nothing: what somebody paid, and no price of goods."""
    return _CHARGED.search(text) is not None and _SELLS.search(text) is None
