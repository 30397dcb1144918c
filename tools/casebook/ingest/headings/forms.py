"""The forms of headings that the grammar of themes knows beside its words."""

from __future__ import annotations

import re

from casebook.records import Theme

CLOSING = " 　:：。.、，,;；-—…【】[]〔〕〖〗「」『』“”<>＜＞■●◆▲★☆◎○□▪•*#"
CONTINUED = re.compile(r"[:：]|——|--|──|[ 　]|[—－-](?=\D)|[|｜]")
JOINED = re.compile(r"以及|[与和及暨、/／&]|并(?=[^存])")
COUNT = re.compile(r"[一二三四五六七八九十百几多\d]{1,3}(?:大|项|个|条|点|方面|步|种|招|化|步走)?")
PLACE = re.compile(r"[\u3400-\u9fff]{1,6}(?:省|市|县|区|州|盟|旗|镇|乡|村|街道|社区)")
DOING = re.compile(
    "[一二三四五六七八九十]是|完善|健全|建立|创新|推进|推动|加强|强化|优化|深化|构建|打造|提升|实施"
    "|推行|开展|落实|坚持|聚焦|探索|规范|改进|突出|抓|做|着力|持续|加快|促进|拓展|统筹"
)
"""How a heading begins that says what was done: it has no subject in front of its noun."""
ASKED = (
    (
        re.compile("(?:问题|症结|堵点|痛点|难点|病根)(?:从何而来|从哪里来|何在|在哪里?|出在哪里?)"),
        Theme.BACKGROUND,
    ),
    (
        re.compile("[二两三四五六七八九十](?:招|策|把钥匙|步棋|张牌|剂药方)[^，。]{0,10}"),
        Theme.MEASURES,
    ),
    (re.compile("(?:为什么|为何|缘何|因何|为啥)[^，。]{0,12}"), Theme.BACKGROUND),
    (
        re.compile(
            "[二两三四五六七八九十](?:大|项|条|个)?(?:举措|措施|做法|硬招|实招)(?=[破解促推助保护强惠治提优])[^，。]{1,10}"
        ),
        Theme.MEASURES,
    ),
    (
        re.compile(
            "[^，。让把使]{2,9}(?:明显|显著|大幅|持续|稳步|有效|进一步|不断)(?:提升|提高|改善|减轻|增强|好转|下降|降低|缩短|增加|增长)"
        ),
        Theme.RESULTS,
    ),
    (re.compile("改革(?:怎么|怎样|如何)[推干做改走]"), Theme.MEASURES),
    (
        re.compile("(?:改革|治理|成效|效果|改得|干得|做得|收效)[^，。]{0,4}(?:怎么样|咋样)"),
        Theme.RESULTS,
    ),
    (re.compile("(?:怎么|怎样|如何|咋)[^，。]{0,12}"), Theme.MEASURES),
)
"""Headings that ask: 为什么改, 怎么改, 改得怎么样."""
VERBS = re.compile(
    "巩固|扩大|共享|转化|落实|采取|细化|展示|展现|明确|提高|增强|解决|化解|攻克|打通|打破|突破|消除|疏通|回应|直击|锚定|树立"
    "|更新|转变|拓宽|理清|厘清|把握|认清|总结|推广|复制|借鉴|学习|放大|检验|凝聚|汇聚|激发|释放|保障|压实|出台|制定|落细"
    "|严格|严明|夯实|筑牢|守牢|不断|进一步|全力|全面|积极|切实|深入|扎实|大力|有效|确保|注重|发挥|营造|培育|引导|支持|鼓励"
    "|广泛|严肃|及时|认真|做好|做到|取得|形成|带来|丰富|追求|分享|召开|举办|发布|印发|关于|贯彻|理解"
)
SHORT_VERBS = re.compile("[找查补防解治破改促强稳保增提练晒亮评比学看听讲说问交打用靠守护建]")
"""How a heading begins that has a verb before its noun: 巩固改革成果 says what was done."""
NO_SUBJECT = re.compile(
    "[让把被使将向对以从在由给不没未已看见说要会能]|惠及|走向|进入|受到|成为|如何|怎"
)
"""What does not stand in the subject before a noun."""
FRAME = frozenset(["引言", "前言", "导言", "绪论", "序言", "结语", "结论", "小结", "尾声", "余论"])
"""Words that open or close a text, with what it is about after a colon."""
MATTERS = (
    *("治理", "改革", "试点", "制度", "服务", "建设", "工作", "行动", "管理", "发展", "振兴"),
    *("项目", "模式", "案例", "机制", "创新", "工程", "平台", "政策", "计划"),
)
"""How the subject of an article ends."""
LACKS = frozenset(["问题", "不足", "短板", "困难"])
PROFILE = frozenset(["概况", "简介", "概述", "背景", "缘起", "缘由", "基本情况"])
"""Nouns that any short subject may stand before: 街道概况."""
RENEWED = re.compile(
    "(?:总结|推广|复制|借鉴|学习|分享|巩固|展示|转化|共享)[^的与和及、]{0,6}(?:经验|成果|做法)|"
    "(?:创新|改革|改进|转变|完善|优化|强化|健全|规范)[^的与和及、]{2,6}(?:方式|方法|模式|机制|路径|手段|办法|体系|制度|流程)"
)
"""What was renewed (创新服务方式): a verb with its object, no part of the article."""
POINT = re.compile("[一二三四五六七八九十]是")
WRITERS = frozenset(["作者", "译者", "嘉宾", "主讲人", "主持人", "编者", "导师", "公司"])
"""Whose profile stands beside a text and opens none of its parts."""
ALSO_MODIFIERS = frozenset(
    [
        "制度",
        "机制",
        "亮点",
        "重点",
        "任务",
        "需求",
        "规划",
        "行动",
        "方式",
        "方法",
        "办法",
        "要求",
        "形势",
        "战略",
        "手段",
        "要点",
        "逻辑",
        "路径",
        "环境",
        "改善",
        "提升",
        "提高",
        "转变",
        "完成情况",
        "认识",
        "效率",
        "增收",
        "减负",
    ]
)
"""Nouns that as often stand before another one (机制创新, 制度成果)."""
IMPROVED = frozenset(
    [
        "落实",
        "建立",
        "形成",
        "采取",
        "启动",
        "优化",
        "深化",
        "提升",
        "升级",
        "完善",
        "改善",
        "改进",
        "拓展",
        "强化",
    ]
)
"""Verbs that are modifiers, too; before most nouns (优化流程) they are verbs."""
NAMING = frozenset(
    [
        "措施",
        "举措",
        "成效",
        "效果",
        "情况",
        "成果",
        "建议",
        "方向",
        "思路",
        "做法",
        "经验",
        "过程",
        "对策",
    ]
)
"""Nouns that only headings put after such a verb."""
