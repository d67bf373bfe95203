"""Who speaks is read from the words alone; an institution that is only named does not speak."""

from __future__ import annotations

import pytest

from nlu.labels.roles import NOBODY, OUTSIDER, shown_roles, speaks_of_own


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("我屋头栽了三亩枇杷，花开得多不坐果", "farmer"),
        ("老汉喂的那几头牛不吃草", "farmer"),
        ("我们厂的贴标机老是歪", "enterprise"),
        ("我司想升级喷涂线", "enterprise"),
        ("我们做粉丝的，一泡就断", "enterprise"),
        ("我们卫生院想开展腔镜", "hospital"),
        ("想请专家来查房，梁平区中医院", "hospital"),
        ("我校想办一次科普讲座", "school"),
        ("我是小学班主任，娃娃不爱说话", "school"),
        ("我镇拟邀请专家培训村干部", "government"),
        ("请专家来讲一课。大足区农业农村委", "government"),
        ("我开了个早餐店，油烟大", "shop"),
        ("我是个体户，不会报税", "shop"),
        ("我是引进的教授，想问周转房", "expert"),
        ("帮我老汉问一哈，他那两亩柑子落果凶得很", "farmer"),
        ("本人养殖户，两百头育肥猪拉稀", "farmer"),
        ("种花椒的，今年遇到锈病", "farmer"),
        ("老丈人的蜂子跑了三桶", "farmer"),
        ("我幺爸的牛得了啥子病，站不起来", "farmer"),
        ("流水线上的灌装机老卡瓶", "enterprise"),
        ("厂在长寿，循环水结垢", "enterprise"),
        ("东部新区的一家模具企业，想找人做热处理", "enterprise"),
        ("一个重症胰腺炎患者，我们这里没得条件", "hospital"),
        ("我们透析室导管感染多", "hospital"),
        ("我在村小教书，想上科学课没得器材", "school"),
        ("镇上三个卡口准备改造，想请人看方案", "government"),
        ("豆腐老酸，我是开豆腐坊的", "shop"),
        ("卖早点的，豆浆老糊锅", "shop"),
        ("我们做烧烤的，油烟被投诉", "shop"),
        ("我买的收割机能不能享受补贴", "farmer"),
        ("我家那片橙子叶子发黄", "farmer"),
        ("我嫁接了两百株血橙", "farmer"),
        ("公司网店退货多", "enterprise"),
        ("我们招了三个大学生，扩岗补助咋领", "enterprise"),
        ("我是\ue000养蜂的", "farmer"),
        ("我们是\ue000那边栽花椒的，苗子卷叶", "farmer"),
        ("公司派员工考电工证，能补多少", "enterprise"),
        ("\ue000想把柚子的牌子管起来", "government"),
        ("\ue000县拟举办农机手培训", "government"),
        ("县里愿与院校合建试验站", "government"),
        ("村支部想请人看看老茶园", "government"),
        ("给乡镇干部上一课，讲招商", "government"),
        ("区博物馆想请人修一批竹简", "government"),
        ("便民服务中心的自助机老吞卡", "government"),
        ("居委会的门禁一停电就开", "government"),
        ("市科协，周末想请天文老师来", "government"),
        ("我是水管站的，闸门关不严", "government"),
        ("我们文化馆的展柜一潮就起雾", "government"),
        ("镇上想请人看看老街的电线", "government"),
        ("村支书我姓罗，山坪塘漏", "government"),
        ("坝体渗水，请专家来看，镇里派车", "government"),
        ("皮革厂的转鼓轴承发烫", "enterprise"),
        ("糖厂的煮糖罐结垢快", "enterprise"),
        ("我们采石场的破碎机衬板换得勤", "enterprise"),
        ("我是打银饰的，我在抖音开播没人看", "shop"),
        ("补鞋的，缝纫机跳线", "shop"),
        ("在夜市支摊卖钵钵鸡，红油存不住", "shop"),
        ("四中的老师想学做课件", "school"),
        ("我们是附小的，操场积水", "school"),
        ("政教处想请法官来讲一课", "school"),
        ("我们几户的鸡蛋没人收", "farmer"),
        ("我屋门口的竹子开花了", "farmer"),
        ("我们施工方在山上打桩，老塌孔", "enterprise"),
        ("\ue000摆烧烤摊的，烟大", "shop"),
        ("\ue000卫生院，疫苗冰箱老报警", "hospital"),
    ],
)
def test_the_words_show(text: str, role: str) -> None:
    assert shown_roles(text)[:1] == (role,)


@pytest.mark.parametrize(
    "text",
    [
        "想请专家来看看",
        "麻烦帮忙对接一所学校",
        "帮我转到县医院",
        "脆李裂果",
        "帮我找个好专家",
        "听说农业局有补贴",
        "养猪补贴怎么领",
        "想找县医院的医生",
        "好的",
        "水稻纹枯病怎么治",
        "隔壁猪场臭得很",
        "求产科老师线上教",
        "请气象专家看布局",
        "保险公司没得人来看",
        "茶树移栽一年死了三成",
        "小餐馆开业要不要消防检查",
        "个体户转公司有啥好处",
        "我们那的土陶没人要了",
        "听说公司组织体检",
        "我在\ue000想请个老师",
        "给干部家属讲养生",
        "村集体经济怎么入股",
    ],
)
def test_who_is_only_named_does_not_speak(text: str) -> None:
    assert set(shown_roles(text)) <= {OUTSIDER}


@pytest.mark.parametrize(
    "text",
    [
        "自来水公司拖了两年不给我接管",
        "县医院说我爸这个要搭桥",
        "卫生院开的药吃起没得用",
        "崴了脚，镇卫生院接了两回还是痛",
        "对门的烧烤店吵得人睡不着",
        "水泥厂的灰飘到我家窗台上",
        "镇上不批，让我再等",
        "班主任说娃坐不住",
        "老公在鞋厂打工，手指头压断过",
        "我在网上买的榨汁机，卖家不退",
    ],
)
def test_whom_one_deals_with_does_not_speak(text: str) -> None:
    assert (shown_roles(text) or (OUTSIDER,))[0] in NOBODY


@pytest.mark.parametrize(
    ("text", "role"), [("我院不敢做，县医院让转上级", "hospital"), ("我家的鱼塘，村上说要收回去", "farmer")]
)
def test_whoever_shows_himself_speaks_though_others_are_named(text: str, role: str) -> None:
    assert shown_roles(text)[0] == role


@pytest.mark.parametrize("text", ["我们合作社想建冷库", "我妈在县医院住院，想请专家看片", "我打工的，老板欠薪"])
def test_some_stay_open(text: str) -> None:
    assert shown_roles(text)[0] in NOBODY


@pytest.mark.parametrize(
    ("text", "is_own"),
    [("我那几窝猕猴桃不结", True), ("家里的谷子生虫", True), ("我想问一下谷子生虫", False), ("脆李裂果", False)],
)
def test_a_polite_opening_is_nobodys_own(text: str, is_own: bool) -> None:
    assert speaks_of_own(text) is is_own
