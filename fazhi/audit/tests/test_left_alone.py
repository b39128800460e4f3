"""Sentences of which nothing is to be said, not even that somebody should look: each was once asked about, or called wrong."""

from __future__ import annotations

import pytest

from fazhi.audit import Verdict, audit_text

FORM = """收到和处理政府信息公开申请情况
| 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 | ||
| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | ||"""
PARTS = "\n".join(
    f"第{number}部分 {title}\n内容。"
    for number, title in zip("一二三四五", ("基本情况", "审理情况", "应诉情况", "主要做法", "存在的问题"), strict=True)
)
HALF_YEAR = "云岭镇司法所2025年上半年工作总结\n集中教育学习每月1次，共6次164人次。"
UNLIKE = (
    "下面分几个方面具体报告。\n从层级看，村级调解518件，占69.7%；镇级调解225件，进入镇一级的多是涉及人员多、标的大、时间久的纠纷。\n"
    "三、信访诉求办理\n全年受理群众信访诉求268件，其中初信初访231件、重复信访37件，重复信访占13.8%；信访总量比上年的301件下降11.0%。"
    "到年底，已到办理期限的252件全部按期答复，按期答复率100%，另外16件还在规定的办理期限之内。系统里收到信访人评价186件，评价满意177件，"
    "满意率95.2%。"
)


@pytest.mark.parametrize(
    "text",
    [
        "合同约定每名律师对每个村每月到现场服务1次，全年应服务216次，实际服务216次。",
        "十二个村和三个社区严格执行“每月一公开”，全年按期公开180期。",
        HALF_YEAR,
        "全镇网格共覆盖13428户、38976人，平均每个网格服务464人。",
        "9名班子成员、12名科室负责人进行书面述法，述法人数合计23人（含两位主要负责人）。",
        FORM,
        PARTS,
        UNLIKE,
    ],
    ids=["of-several", "published-monthly", "half-a-year", "of-other-things", "bracket", "form", "parts", "unlike"],
)
def test_it_is_neither_wrong_nor_asked_about(text: str) -> None:
    asked = [each for each in audit_text(text).findings if each.verdict in (Verdict.WRONG, Verdict.HINT)]
    assert [(each.rule, each.message) for each in asked] == []


def test_a_list_that_its_bracket_completes_is_right_and_says_so() -> None:
    (found,) = audit_text("9名班子成员、12名科室负责人述法，述法人数合计23人（含两位主要负责人）。").of(Verdict.RIGHT)
    assert "连同括号里写明的2" in found.message
    assert audit_text("9名班子成员、12名科室负责人述法，述法人数合计24人（含两位主要负责人）。").of(Verdict.RIGHT) == []
