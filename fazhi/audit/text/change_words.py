"""Words that tell of a change or of an earlier period; read by every reader of figures, to follow a change or to keep out of it."""

from __future__ import annotations

import re

# 多办12件, 少发7起, 超收9万元
DONE = r"(?:上|办|审|立|收|接|破|查|处|开|检|发|发生|报|登记|受理|办理|办结|完成|支|征|缴|入库|投入|产|用|花|公开|推送|发放|印发|培训|出|调解|化解|核查|排查|检查|巡查|开展|举办|组织|接收|受案|立案|结案|调处|查处|查办|侦办|起诉|审结|执行|整改|督办|转办|走访|接访|接待|审查|审核|评查|救助|出动|损失|等|支出|收入|流失|退费|追回|募集|登记|处置|处理|审批|发现|排查出|巡逻)?"
CHANGE = re.compile(rf"(?:增加|增长|减少|下降|上升|提高|降低|增|减|[多少]{DONE})了?$")
CHANGED_TO = re.compile(
    r"(?:增加|增长|减少|下降|上升|提高|降低|提升|增|减|压缩|缩短|精简|压减|缩减|降|升|扩大|扩展|发展|调整|优化"
    r"|扩充|扩容|扩面|压|缩|扩|涨|跌|攀升|跃升|回落|回升|收窄|下调|上调|拓展|拓宽|延伸|增补|充实|合并|整合|归并|核减|削减|调减|调增|精减)(?:到|至|为|成)了?"
    r"(?:目前|现在|今年|本年|年末|年底|期末|20\d\d年度?|承诺|平均|实际|最多)*的?$"
)
EARLIER = re.compile(
    r"去年|上一?年|同期|上(?:一?个)?月|[上前]一?周|前年|上一?季度|(?:比|较|由|从)[^，。]{0,6}(?:20\d\d年|\d{1,2}月)|20\d\d年[^，。]{0,6}的$"
)
# What is only remarked of a change before its number: 不升反降，减少了3.24万元; 略有下降，降幅4.9%
REMARK = re.compile(
    r"不[升增降减][反却](?:[升增降减])|(?:略有|稍有|有所|明显|大幅|小幅|显著|继续|持续)(?:度)?(?:地)?(?:下降|减少|回落|降低|上升|增加|增长|提高|攀升)|稳中有[升降]"
)
MATTERS = frozenset(("case", "case-time"))
PREDICATE = re.compile(r"同比|环比|较|比|与|同|减少|增加|增长|上升|下降")
PERIOD_WORDS = re.compile(
    r"(?:20\d\d|1?\d)[年月](?:份|度)?|第?[一二三四]季度|[上下]半年|这一数字|^而|全年|底|末|同期|[为是有仅的达]$"
)
TOTAL_OF = re.compile(r"(?:总量|数量|总数|[件人次户起宗例批]?数|量|总额|金额)$")
# 由2023年的72名增加到90名: what stands right behind is the level from which it changed.
FROM_LEVEL = re.compile(
    r"(?:由|从)(?:20\d\d年[度底末]?|上年[底末]?|去年[底末]?|今年|本年|目前|现有|年初|年[底末]|原来)?的?$"
)
# 预算较上年增加1.68万元，其中接待费较上年减少0.58万元，减少4.7%: what changed itself is no level.
# 案件数增加79.4万件；未结案件数减少2.6万件: nor what a number grew by.
OWN_CHANGE = re.compile(r"(?:[比较][^，。；]{2,8}|[数量额](?:同比|环比)?)(?:增加|减少|增长|下降|[多少])了?$")
OF_THE_PLAN = re.compile(r"[短超欠]收$|[还尚]差了?$")
"""完成预算49531万元的85.0%，短收7431万元; 距任务数还差192万元: short of the plan, and no change from the year before."""
LEAD = 14


def changed_itself(text: str, start: int) -> bool:
    """Is the number that begins there told as a change (较上年增加1.68万元)?"""
    return OWN_CHANGE.search(text, max(0, start - LEAD), start) is not None
