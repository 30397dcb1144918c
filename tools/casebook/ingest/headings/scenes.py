"""Captions without a sign: who is doing what and where, or what a place looks like.

Pages saved as text keep the caption of a picture as a line of its own and lose the picture.  It
has the form of a heading: short, without a stop, between two paragraphs.  A heading says what was
done or came of it; a caption shows people at a place, or names a view of it.
"""

from __future__ import annotations

import re

from casebook.text.simplified import to_simplified

_MOST = 60
"""Characters of the longest caption that is looked for."""
_CLAUSE = "[^，。：；！？]"
_PEOPLE = (
    "(?:[员民工友警师官]|[医学考新]生|[老工游客行路]人|人员|负责人|志愿者|骑手|孩子|群众|同学|[游顾旅乘]客|长[辈者]|[村厂][医支]"
    "|[市县镇乡区局处校院站所里村组街巷河湖林田楼栋]长|主任|书记|干部|代表|专家|[农商]户|[摊店车业]主|主播|师傅|大[妈叔爷娘]|阿姨|嘉宾|来宾|一行|妇女|青年)"
)
_PLACE = (
    "(?:广场|食堂|饭堂|[餐大展客]厅|厨房|车间|工厂|大棚|[田地][间里头]|菜地|田野|[果茶梨桃花公校]园|[庭大]院|院子|店|教室|[公议动览]室"
    "|站|馆|医院|卫生[院室]|服务点|据点|[街路][头口边上]|街道上|巷[子口]|桥[头上下]|[河湖江岸][边道岸上]|码头|渡口|基地|中心|现场|工地|社区|小区|学校|课堂|操场"
    "|门[口前]|楼[下道前]|树下|[山林][上间区]|水库|市场|超市|集市?上|摊[前位]|窗口|柜台|[凉事]亭|[工作]坊|村口|角|直播间|记者会|会[上中]|屋[里前]|[船车]上|[机镜]前|灯下)"
)
_SHOWS = (
    "(?:介绍|讲解?|宣[传讲]|询问|了解|[展演]示|发放|推[介销]|咨询|征求|普及|[赠颁]|反映|盛饭|[理剪]发|测|量血压|检查|诊|看病|办理|安装|打扫"
    "|维修|修理|送|上课|包|缝|指导|表演|献花|授牌|把脉|调解|服务$)"
)
_DOING = re.compile(
    rf"{_CLAUSE}{{0,18}}?{_PEOPLE}们?(?:[（(][^（）()]{{1,8}}[）)])?(?:正(?:在|[向为给])(?!成为|形成|改变|变成|发生|从|走|释放|重塑)"
    rf"|[在于於到]{_CLAUSE}{{0,14}}?{_PLACE}[里内上中旁边下前后]?+(?!的){_CLAUSE}{{2}}"
    rf"|[向为给]{_CLAUSE}{{1,12}}?{_SHOWS})"
)
"""Who does something at a place, or shows or gives somebody something."""
_TOLD = re.compile(
    "^[让使把以请助推促]|^为(?!了)|在家|一线|指尖|掌上|云上|线上|身边|就业|增收|致富|安享|乐享|享受|养老|圆梦|成长|扎根|受益|创业"
    "|[吃过住]出?[上进出]|亮(?:身份|承诺)|沉下|带头|先锋|展现|作为|解决|办实事|[就便][能可]|故事|怎么|如何|什么"
)
"""What a heading says of people whom no picture shows: 村民在家门口就业."""
_BESIDE = re.compile(
    "[（(](?:[前后]排|图)?(?:[左右中上下](?:起?第?[一二三四五六七八九十])?|[一二三四五六左右]{2})[）)]"
    "(?<!（[上中下]）$)(?<!\\([上中下]\\)$)"
)
"""Who of those on a picture somebody is: 市长（右二）与长辈一同用餐; no part of a text (上)."""
_VIEW = re.compile(
    rf"{_CLAUSE}{{0,30}}?(?:[一][角景]|夜景|全[景貌]|鸟瞰图?|俯瞰图?|航拍图?|[实外内]景图?|外观|效果图|剪影|合影(?:留念)?"
    "|(?<=[^动进成])(?:改造|整治|整修|修缮|翻新|修复|改建|装修)[前后]的?(?:新貌|样子|面貌|模样|对比|外观|景象|场景))"
)
_SITE = re.compile(
    "(?!走|直击|探|访|聚焦|记|规范|联合|统一|加强|严管|清理|整治|优化|打造)[^，。：；！？把让到进入向在去]{2,24}现场"
)
"""Where something is going on: 签约仪式现场; 走进生产现场 is a title."""
_CEREMONY = re.compile(
    "(?!.{0,20}(?:举行|举办|开启|参加|见证|走进))[^，。：；！？]{4,24}(?:揭牌|授牌|挂牌|签约|启动|开工|开业|竣工|通车|落成|颁奖|捐赠|祝酒|剪彩|奠基|启用|交接)仪式"
)
"""A ceremony by its name: 北街食堂揭牌仪式; a heading says that it was held."""
_STATE = re.compile(
    "(?:刚刚?|新|正在|已经?|即将|重新)(?:设立|建成|建设|施工|启用|投用|投入使用|装修|改造|翻新|修建|通车|落成|开放|运营|完工|竣工|开业|安装)(?:好|中)?的"
    rf"[^，。：；！？的]{{2,20}}(?:{_PLACE}|[桥路渠坝站所房亭楼]|电梯|路灯|公园|步道|车位|设施|设备)"
)
"""A place by what has become of it: 刚建成的北街食堂."""
_OWN = re.compile(rf"{_CLAUSE}{{2,16}}(?:所在|居住|工作|就读)的{_CLAUSE}{{0,8}}?{_PLACE}")
"""A place by who is there: 周老师所在的教室."""
_LIT = re.compile(
    "(?:(?:夜[幕色]|夕阳|晚霞|晨[光曦雾]|朝阳)[下中里]?|雨后|雪后|航拍|俯瞰|远眺|鸟瞰|改造[前后]|整治[前后]|修缮[前后])的"
    rf"(?!(?:管|效|成|变|启|思|路|故)){_CLAUSE}{{2,16}}"
)
"""A place by its light or its state: 夜幕下的河口县城."""


def is_scene(text: str) -> bool:
    """Whether a line shows people who are doing something somewhere, or is a view of a place."""
    if len(text) > _MOST:
        return False
    folded = to_simplified(text)
    named = (_VIEW, _SITE, _CEREMONY, _STATE, _OWN, _LIT)
    if _BESIDE.search(folded) or any(x.fullmatch(folded) for x in named):
        return True
    return _DOING.match(folded) is not None and not _TOLD.search(folded)
