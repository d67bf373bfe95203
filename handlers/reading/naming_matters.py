"""Whether words name a matter of their own, or speak of this service only: 五保申请了没下文 and 我的申请没下文."""

from __future__ import annotations

from nlu.text.patterns import lazy_regex

ENOUGH = 2  # characters that are left
_OF_SERVICE = lazy_regex(  # all that can be said of an order, its expert and its fate, whatever it is about
    r"我们?|你们?|您们?|他们?|她们?|咱们?|俺|[那这]个?[个件些边里儿头]?|前几?[天日次回]|昨[天日]|今[天日早]|上(?:次|回|面|头|去|个?月|个?星期|周)?|下(?:次|回|面|来|去)"
    r"|好像|明明|早就|之前|以前|当时|刚刚?|现在|目前|到底|究竟|[一二两三四五六七八九十几半多\d]+(?:天|个?星期|周|个?月|个?小时|年|次|回|道|遍|趟|个|件|单|号|分|颗星|星)"
    r"|申请|登记|上报|填报|填表|提交|预约|报名|报|填|提|交|需求|单子?|订单|事情?|问题|情况|信息|资料|内容|编号|结果|消息|下文|动静|反应|回音|回信|回话|回复|答复|音信|影子|进度|进展|状态|安排"
    r"|专家|老师|教授|医生|师傅|技术员|管家|平台|系统|客服|领导|人工|人家|别个|哪个|谁|电话|微信|网上|服务|态度"
    r"|怎么样|怎么|咋样|咋个?|啷个|如何|为啥子?|为什么|凭啥|好久|多久|多少|几时|什么|时候|啥子?|哪里|哪儿"
    r"|评价|打分|评分|好评|差评|满意|不错|好评|效果|取消|撤回|撤销|撤|作废|算了|不用|不要|不必|不需要|修改|更改|改|变更|换|补充|删除|删|查询|查"
    r"|哪一?步|哪种|谢谢|感谢|辛苦|麻烦|请问|[您你]好|非常|特别|讲[得解]?|投诉|举报|反映|骗人|敷衍|糊弄|垃圾|离谱|气人"
    r"|已经|解决|处理|搞定|搞|弄|整|办理?|完成|完毕|结束|管|理|联系|通知|派|接|来|去|到|过|看|问|说|打|发|等|催|走|回|见|懂|晓得|知道|清楚"
    r"|一直|到现在|还是|还|就|都|也|又|才|再|老是|总是|全|只能|只有|必须|应该|可能|可以|能|会|要|想|得|没有?|莫得|不|是|有|在|为|把|被|给|跟|和|对|向|找|请|让|喊|叫|用|行|成|好|很|太|慢|快|久|急|白|完"
    r"|一[下哈]|[的地了着过起呢吗嘛吧啊哦呀哈噻嗦么咯啦个人些点]"
)
_HAN = lazy_regex(r"[\u3400-\u9fff]+")
_WENT_WRONG = lazy_regex(  # what an office or a firm did not do, or did wrongly
    r"(?:写|登|录|印|搞|弄|报|算|填|量|记|抄|认|判)错|[名字证号期日龄址][^，,。]{0,3}(?:错|不对)|少(?:算|发|打|给|报)|断缴|停(?:发|了|缴)"
    r"|没(?:有|得)?(?:拿|收|领|得|查|轮|见|办|批|下|发|打|评|报|到)(?:到|下|完|完成|过来|上|成|起|账|位|了|$|[，,。])"
    r"|(?:办|换|领|取|批|转|补|开|贷|上|登|迁|注销|过户|报)不(?:到|了|成|下来?|出来?|起|脱|掉|过)"
    r"|(?:资格|名额|补贴|待遇|指标)[^，,。]{0,4}(?:取消|没得?)|(?:取消|收回|吊销|扣)(?:了|掉|脱)[^，,。]{2,}"
)


def went_wrong(text: str) -> bool:
    """残疾证还没拿到, 取消了我们的低保资格: an office, a bank, a firm did not do what it should."""
    return _WENT_WRONG.search(text) is not None


def names_matter(text: str) -> bool:
    """Whether anything is left of the words when all that can be said of an order is taken away."""
    return sum(len(found[0]) for found in _HAN.finditer(_OF_SERVICE.sub(" ", text))) >= ENOUGH
