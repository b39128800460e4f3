"""The words in which reports print two levels of a rate in one breath with the points between them."""

from __future__ import annotations

import re

# Bounded, for a row of thousands of digits would be read again from each of them.
NUMBER = r"((?<![\d.])\d{1,9}(?:\.\d{1,9})?)"
UP = "提高|上升|增长|提升|增加"
DOWN = "下降|降低|减少|回落"
BY = "[升增涨降跌减]幅"
EARLIER = r"(?:去年|上年|上一年|20\d\d年(?:\d{1,2}月)?|上月|上(?:一?个)月|[上前]一?周|[一二三四上]季度|上半年|\d{1,2}月份?|全[国省市县区]平均|年初|期初|上期|改革前|考核指标|目标值?)(?:同期|全年|末|底)?"
# 比上年的76.5%（17人中13人持证）提高
ASIDE = r"(?:（[^（）%]{1,24}）)?"
CHANGE_FIRST = re.compile(
    rf"({UP}|{DOWN})了?{NUMBER}(个百分点)[，（][由从][^，。；%\d]{{0,10}}{NUMBER}%[^，。；%\d]{{0,6}}(?:{UP}|{DOWN}|升|降)(?:到|至|为)"
    rf"[^，。；%\d]{{0,6}}{NUMBER}%"
)
# 超限率0.21%。……超限率较2023年的0.34%下降0.13个百分点
NAMED_LEVEL = re.compile(rf"率(?:比|较){EARLIER}的?{NUMBER}%({UP}|{DOWN})了?{NUMBER}(个百分点)")
# 96.3%，比上年提高1.1个百分点（上年95.2%）
LEVEL_AFTER = re.compile(
    rf"%，[^，。；%\d]{{0,10}}({UP}|{DOWN})了?{NUMBER}(个百分点)[（，；]{EARLIER}(?:[^，。；%\d]{{0,8}}率)?(?:为|是)?{NUMBER}%"
)
FROM_TO = re.compile(
    rf"[由从][^，。；%\d]{{0,10}}(?:20\d\d年的?)?{NUMBER}%[^，。；%\d]{{0,6}}({UP}|{DOWN}|升|降)(?:到|至|为)[^，。；%\d]{{0,6}}{NUMBER}%"
    rf"[^。；%\d]{{0,10}}?({UP}|{DOWN}|{BY})(?:了|为|达到?|约|是)?{NUMBER}(个百分点|%)"
)
LEVEL = re.compile(
    rf"%，[^，。；%\d]{{0,8}}(?:比|较|高于|低于){EARLIER}的?{NUMBER}%{ASIDE}({UP}|{DOWN})了?{NUMBER}(个百分点|%)"
)
# 占床位总数的56.0%，上年占比为52.8%，提高3.2%
LEVEL_BETWEEN = re.compile(
    rf"%[，；]{EARLIER}[^，。；：%\d]{{0,10}}(?:\d+[件起人户个次]、[占约]{{0,2}})?{NUMBER}%，"
    rf"(?:今年|本年|同比|环比)?(?:占比|比例|比重)?({UP}|{DOWN})了?{NUMBER}(%)(?!的)"
)
# Each with the places of base, level now, verb, change and unit among its groups.
BOTH_PRINTED = ((FROM_TO, (1, 3, 4, 5, 6)), (CHANGE_FIRST, (4, 5, 1, 2, 3)))
# The level now stands before the sign that begins the pattern; then the places of base and verb.
LEVEL_FIRST = ((LEVEL_AFTER, 4, 1), (LEVEL, 1, 2), (LEVEL_BETWEEN, 1, 2))
