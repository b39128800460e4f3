"""What a rule calls wrong and other numbers beside it explain is a hint; the same sentence with a slip in it is wrong."""

from __future__ import annotations

import pytest

from fazhi.audit import Verdict, audit_text
from fazhi.audit.second_look import PARTIAL, REMARK

EXPLAINED = {
    "parts that their own rate bears out": "举报人共23人、举报412件，其中立案29件，立案率7.0%，少于其余举报129件、17.4%的水平。",
    "a part of the rest, which is printed": "登记报警1267次，处置1251次，处置率98.7%，没处置的16次里有11次是设备误报。",
    "a rate of amounts behind persons": "核实违规领取47人、22.6万元，追回44人、21.3万元，追回率94.2%（按金额算）。",
    "a rate of two grades together": "评价项目24个，优8个、良13个、中3个，优良率87.5%。",
    "a list that is whole before what is told of one item": (
        "调解成功311件。调解成功的案件中，达成书面协议206件，口头协议105件，书面协议中有38件申请了司法确认。"
    ),
    "a list of years and by how much each grew": "五年分别举办36场、42场、48场、54场、60场，每年递增6场，合计240场。",
    "what was left at the beginning": "累计：年初未结8件。一季度受理198件、调结196件。前三季度受理648件，调结635件，未结21件。",
    "a change of another period than the level": "二季度受理214件，三季度多22件，增10.3%。",
    "a part of the year before": "全年受理203件。网上提交74件，占36.5%；上年网上提交31件，占21.2%。",
    "a change of two other levels": "“法律明白人”由112名增至196名，村（社区）平均由4名增至7名，净增84名，增幅75%。",
    "a rest of the count before": (
        "排查矛盾纠纷426起。上述纠纷中受理调解418起，调解成功409起，调解成功率97.8%，其余8起当场疏导平息。"
    ),
    "a total of several units": (
        "法律顾问坐班52次，做到每周1次；参与合同谈判17次、信访接待21次，起草修改文书38份，三项服务共76次（份）。"
    ),
    "a fine of those that were fined": (
        "立案22件，其中作出处罚15件、不予处罚4件、年末在办3件；罚款合计3.45万元，处罚案件平均每件0.23万元。"
    ),
    "a total of the first few": (
        "全年受理纠纷302件。按社区统计，柳里社区41件，望澜社区38件，锦苑社区35件，东篱社区29件，和风社区27件，槐里社区26件，"
        "碧岸社区24件，双塔社区22件，青简社区19件，朝晖社区17件，听松社区13件，云阶社区11件，居前三位的社区合计114件。"
    ),
    "what is told of each of several": "在16个村（社区）各开展宣讲2场，另进学校4场、进企业3场，全年合计39场。",
    "an item told a second time": "涉及农户53户，同意49户，对不同意的4户由乡领导上门说明情况，调整后4户也表示同意。",
    "the base of the rate told with it": (
        "参加考试81人，参考率97.6%。参考人员中80人合格、64人优秀，合格率、优秀率分别为98.8%和79.0%。"
    ),
    "a part of two counts joined": "预案体系由1个总体预案和8个专项预案组成，全年修订4个，占44.4%。",
    "a growth of another place": "受理信访174件，比上年的196件下降11.2%，同期全县下降8.3%，本镇降幅更大。",
    "items that share some": "听证代表25人，其中经营户代表8人、居民代表12人、人大代表7人，有2人兼具居民代表与人大代表身份。",
    "what was left at the beginning and at the end": (
        "上年结转纠纷十一件，本年新受理纠纷三百六十八件，全年调解成功三百六十件，终止调解引导诉讼十二件，年末结转七件。"
    ),
    "an increase in the place of the level": (
        "法律明白人由115名增至168名，两年累计增加108名。另有村居法律明白人190名，二者共计358名。"
    ),
    "a move told in a sentence before": "本年制定规范性文件2件，均依法公布。年初有效文件11件，到期失效3件，废止1件，年末有效文件9件。",
    "a change that is one of two": "权责清单共129项，与上年的133项相比，增加4项、减少8项。",
    "an item told of something else": (
        "开展普法活动686场。其中进村（社区）312场，每个村（社区）2场；进校园124场，进机关96场，进企业87场，进其他场所67场。"
    ),
    "a list that began before": "持证人员按单位分：林政稽查大队24人，9个林业工作站47人，自然保护地管理站8人，合计79人。",
    "a total of something smaller": "党组会会前学法12次，法治专题每季度安排1次，共4次。",
    "the end of an account": "年初有信访积案8件，当年新增2件，当年化解7件，年末剩余3件。",
    "moves from one stock to the other": "全县持证矿山2023年末41家，2024年注销5家、新设2家，年末38家。",
    "a number counted twice": (
        "调解员年初58人，上半年新聘9人、下半年新聘8人，共新聘17人，年内解聘6人，年末69人，比年初净增11人。"
    ),
    "a rest of two others": (
        "提出意见187条，被采纳181条，采纳率96.8%，而2022年提出154条、采纳146条，采纳率94.8%，未采纳的6条均说明了理由。"
    ),
    "two growths between three levels": (
        "动态巡查2022年2016次、2023年2184次、2024年2352次，每年都比前一年多168次，增幅为8.3%和7.7%。"
    ),
    "a growth whose clause names both its years": (
        "全年查处案件1243件，比2024年的1356件减少113件，下降8.3%，而2024年曾比2023年的1284件增长5.6%。"
    ),
    "where a row of rates begins": (
        "持有执法证件的，2022年末为55人中的47人，2023年末为57人中的52人，2024年末为58人中的55人，持证率从85.5%升至91.2%再升至94.8%。"
    ),
    "a number told of another": "2023年的5件中判决驳回诉讼请求4件、裁定准予撤诉1件。",
    "a change of something else": "12345满意率由95.0%提高到96%，噪声工单同比下降10%，控制在550件以内。",
    "a share that is no level of a rate": (
        "64件中9件没有调成，占全部未成功19件的47.4%，成功率比全年平均的97.2%低11.3个百分点。"
    ),
    "a mean of a sum that is not printed": (
        "立案数比上年的36件增加12件，增长33.3%，其中简易程序19件、普通程序29件；违法建设18件。作出罚款8.64万元，案均1800元。"
    ),
    "a mean of another half": "下半年税收要入库3448万元，月均574.7万元，上半年月均525.3万元。",
    "a rate of what was done of all": (
        "全年办结的3648件中，调解成功2354件，综合成功率64.5%。诉前委派案件成功2236件，成功率65.0%。"
    ),
    "groups of one rank": "医疗、公共场所两类立案119件，职业、放射两类合计只有19件，占12.1%。",
    "a whole told before its grades": (
        "组织劳动能力鉴定12批次，共365人，平均每批约30人。结论为一至四级7人，五至六级13人，七至十级298人，未达到等级47人，达级率87.1%。"
    ),
}
SLIPPED = {
    "an item among items": (
        "开展普法活动686场。其中进村（社区）314场，进校园124场，进机关96场，进企业87场，进其他场所67场。",
        "314场，进校园124场，进机关96场，进企业87场，进其他场所67场",
    ),
    "the end of no account": (
        "年初有信访积案8件，当年新增2件，当年化解7件，年末剩余5件。",
        "8件，当年新增2件，当年化解7件，年末剩余5件",
    ),
    "moves that lead elsewhere": (
        "调解员年初58人，上半年新聘9人、下半年新聘8人，共新聘17人，年内解聘6人，年末96人，比年初净增11人。",
        "58人，上半年新聘9人、下半年新聘8人，共新聘17人，年内解聘6人，年末96人",
    ),
    "a rest of neither": (
        "提出意见154条、采纳146条，采纳率94.8%，未采纳的6条均说明了理由。",
        "154条、采纳146条，采纳率94.8%，未采纳的6条",
    ),
    "a change of the very rate": ("满意率由95.0%提高到96%，同比提高10%。", "由95.0%提高到96%，同比提高10%"),
    "a mean of what its words name, miswritten": (
        "年末在册人数30人。\n入户走访186次，按年末在册人数算，人均6.6次。",
        "人均6.6次",
    ),
    "a total of no first few": (
        "全年受理302件。按社区统计，东坊41件、西坊38件、南坊35件、北坊29件、新坊159件，各社区合计312件。",
        "41件、西坊38件、南坊35件、北坊29件、新坊159件，各社区合计312件",
    ),
    "a growth of the last two of a row told as that of the two before": (
        "2021年、2022年、2023年全乡办件量分别为5218件、5893件、6547件；2023年办件量同比增长12.9%。",
        "增长12.9%",
    ),
    "a fine of neither": (
        "立案22件，其中作出处罚15件、不予处罚4件、年末在办3件；罚款合计3.45万元，处罚案件平均每件0.32万元。",
        "平均每件0.32万元",
    ),
    "what was left at the end does not bear it out": (
        "2023年末结转案件24件，2024年受理753件，调处成功718件，不成功并引导仲裁或诉讼36件，结转2025年22件。",
        "753件，调处成功718件，不成功并引导仲裁或诉讼36件",
    ),
    "no move is told before it": (
        "年初有效文件11件，到期失效3件，废止1件，年末有效文件9件。",
        "11件，到期失效3件，废止1件，年末有效文件9件",
    ),
    "a mean with its figures turned round": ("组织“渔家法治夜话”26场，听众1586人次，场均16人次。", "场均16人次"),
    "a rise between two levels": ("“法律明白人”由112名增至196名，净增86名。", "112名增至196名，净增86名"),
    "what was left at the beginning is another number": (
        "累计：年初未结6件。一季度受理198件、调结196件。前三季度受理648件，调结635件，未结21件。",
        "648件，调结635件，未结21件",
    ),
    "a change of the level beside it": ("受理214件，比上年多22件，增10.3%。", "增10.3%"),
    "a part of this year": ("全年受理203件。网上提交74件，占39.5%。", "占39.5%"),
    "a list that misses its total by its last item": (
        "全年收案23件，其中维持9件、驳回6件、终止8件、责令履行2件。",
        "23件，其中维持9件、驳回6件、终止8件、责令履行2件",
    ),
    "parts that do not add up": (
        "举报人共23人、举报412件，其中立案29件、不立案338件。",
        "不立案338件",
    ),
    "a rate with two figures swapped": ("登记报警1267次，处置1251次，处置率97.8%。", "处置率97.8%"),
    "a rate of neither": ("核实违规领取47人、22.6万元，追回44人、21.3万元，追回率96.3%。", "追回率96.3%"),
    "a total beside its list": (
        "受理146件，其中邻里67件、婚姻41件、其他28件，化解率为100%。",
        "146件，其中邻里67件、婚姻41件、其他28件",
    ),
}


@pytest.mark.parametrize("text", EXPLAINED.values(), ids=EXPLAINED)
def test_what_other_numbers_explain_is_a_hint_that_says_so(text: str) -> None:
    audit = audit_text(text, year=2024)
    assert audit.of(Verdict.WRONG) == []
    assert [(each.message.endswith(REMARK), each.computed) for each in audit.of(Verdict.HINT)] == [(True, None)]


@pytest.mark.parametrize(("text", "quote"), SLIPPED.values(), ids=SLIPPED)
def test_what_nothing_else_explains_stays_wrong(text: str, quote: str) -> None:
    wrong = audit_text(text, year=2024).of(Verdict.WRONG)
    assert quote in [each.quote for each in wrong]
    assert not any(REMARK in each.message for each in wrong)


def test_a_list_that_need_not_be_whole_is_a_hint_that_says_so() -> None:
    opened = "对现行文件开展清理，共清理46件，其中继续有效31件、修改4件{more}。"
    audit = audit_text(opened.format(more=""))
    assert audit.of(Verdict.WRONG) == []
    assert [(each.message.endswith(PARTIAL), each.computed) for each in audit.of(Verdict.HINT)] == [(True, None)]
    # What ends with the rest is whole, and so is a list of which two figures turned round make the total.
    assert len(audit_text(opened.format(more="、其他12件")).of(Verdict.WRONG)) == 1
    assert len(audit_text("共清理461件，其中继续有效329件、修改45件、废止78件。").of(Verdict.WRONG)) == 1


TAKEN_UP_AGAIN = """某乡2024年法治政府建设工作报告
一、主要举措和成效
（一）依法化解矛盾纠纷
调解组织2024年受理纠纷403件，年内办结396件，还有{told}件正在调解、结转下年。
（二）严格规范公正文明执法
上年结转案件3件，新立案17件，年内结案18件，结转下年2件。
二、存在的不足和原因
山林土地纠纷仍是最大的难点，结转下年的7件里就有5件属于这一类。"""


def test_a_number_taken_up_again_is_that_of_the_paragraph_that_has_it_under_the_same_words() -> None:
    about = ("2件", "7件")
    audit = audit_text(TAKEN_UP_AGAIN.format(told=7))
    assert [each for each in audit.of(Verdict.WRONG) if each.quote in about] == []
    assert {each.quote for each in audit.of(Verdict.HINT) if REMARK in each.message} == set(about)
    slipped = audit_text(TAKEN_UP_AGAIN.format(told=9))
    assert any(each.quote in about for each in slipped.of(Verdict.WRONG))


def test_a_number_beside_the_other_one_in_one_breath_is_another_quantity() -> None:
    text = """某镇2025年法治政府建设工作报告
一、主要举措和成效
（一）信访
全年信访92件，办结89件，未办结的3件没有超期；年初挂账的7件信访积案化解5件，剩下2件由书记包。
二、存在的不足和原因
信访积案化解难。7件积案化解了七成多，剩余2件时间跨度都在八年以上。"""
    audit = audit_text(text)
    assert audit.of(Verdict.WRONG) == []
    assert [REMARK in each.message for each in audit.of(Verdict.HINT)] == [True, True]


OF_SOME = """某区2023年行政复议工作总结
一、主要工作
按申请事项划分：行政处罚134件，投诉举报处理101件，工伤认定35件，政府信息公开32件，不履行法定职责26件，征收补偿18件，其他15件，合计361件。
二、案件特点
从纠错原因看，程序违法15件，占36.6%；事实不清、证据不足11件；适用依据错误6件；不履行法定职责{some}件，合计41件。"""


def test_of_numbers_far_apart_the_one_may_be_of_some_and_the_other_of_all() -> None:
    audit = audit_text(OF_SOME.format(some=9))
    assert audit.of(Verdict.WRONG) == []
    assert {each.quote for each in audit.of(Verdict.HINT) if REMARK in each.message} == {"9件", "26件"}
    slipped = audit_text(OF_SOME.format(some=62))
    assert any(each.rule == "recall" for each in slipped.of(Verdict.WRONG))


MONTHS = """7月各县采集员上报情况
单 位 | 本月 | 上月 | 幅度 |
蓬莱区 | 2675 | 2696 | -0.78% |
江湾区 | 1468 | 1457 | 0.75% |
新都区 | 2217 | 2204 | 0.59% |
合 计 | {total} | 6357 | 0.05% |"""


def test_where_the_total_of_a_table_slipped_the_rate_beside_it_is_not_blamed_as_well() -> None:
    assert audit_text(MONTHS.format(total=6360)).of(Verdict.WRONG) == []
    assert [each.quote for each in audit_text(MONTHS.format(total=6630)).of(Verdict.WRONG)] == ["6630"]


def test_a_list_that_makes_its_total_before_something_else_is_told_is_right() -> None:
    text = "调解成功427件，制作书面调解协议295件，达成口头协议132件，书面协议占69.1%，申请司法确认38件。"
    assert audit_text(text).of(Verdict.WRONG, Verdict.HINT) == []


def test_what_is_left_of_a_list_stays_a_part_of_it_though_the_others_make_the_total() -> None:
    text = "排查纠纷358件，其中婚姻96件、邻里131件、土地84件、劳资47件，劳资占13.1%，其他70件。"
    assert [each.rule for each in audit_text(text).of(Verdict.WRONG)] == ["parts"]


@pytest.mark.parametrize(
    "text",
    [
        "一季度排查126起，二季度92起，三季度89起，四季度105起；上半年合计218起，下半年194起，下半年比上半年减少24起，下降11.0%，全年月均34.3起。",
        "市政消火栓现有146具，其中年内新增22具，经逐一测试，完好139具，完好率95.2%，损坏的7具已报县供水公司更换。",
    ],
    ids=["a mean of the year behind its halves", "a list that makes its total behind something else"],
)
def test_what_comes_out_is_not_asked_about(text: str) -> None:
    assert audit_text(text).of(Verdict.WRONG, Verdict.HINT) == []
