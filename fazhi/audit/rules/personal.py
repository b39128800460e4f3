"""Identity numbers and telephone numbers of private persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

NUMBER = re.compile(r"\d{17}[\dXx](?<![\dA-Za-z].{18})(?![\dA-Za-z])")
TELEPHONE = re.compile(r"1[3-9]\d{9}(?<![\d.].{11})(?!\d)")
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻苏潘葛范彭郎鲁韦马苗方俞任袁柳唐罗薛雷贺倪汤殷毕郝邵毛戴宋庞熊纪"
    "舒屈项祝董梁杜阮蓝闵席季贾江童郭梅林钟徐邱骆高夏蔡田樊胡凌霍万莫房解应丁邓洪包左石崔龚程邢陆翁段侯武刘景龙叶黎白蒲邰赖卓池乔曾沙向谭廖"
    "黄肖萧汪尹姚卢傅付孟闫阎史顾章兰甘齐覃聂焦游詹欧岳柯裴蒙滕康温牛尚桂瞿鲍穆辛涂"
)
MORE_SURNAMES = SURNAMES + "于余文易安常关申毋冉车商明古成时"
"""Beside a telephone number these are surnames too; elsewhere they are words."""
LABEL = 10
ROLE_REACH = 24
# A private person by his part in a case or by what the town does for him, his name, and his own number.
PRIVATE = re.compile(
    r"(?:[村居渔牧市网灾股]民|[事请告诉报访害护疑]人|群众|家长|学生|同学|老人|老太|大[爷妈娘伯]|女士|先生|残疾人|患者|病人|消费者|农民工(?:代表)?|务工人员|[种养][植殖]?户|农户|经营者|店主"
    r"|[业房车户]主|[住租商摊]户|[死伤逝]者|孤寡老人|矫正对象|帮教对象|刑满释放人员|[吸戒]毒人员|职工|工人|司机|低保户|贫困户|五保户|困境儿童"
    r"|[民人工主]代表|[家亲]属|夫[妇妻]|(?:退[役伍]|复员|转业)军人|[军烈]属|教师|老师|明白人|摊主|商户|房东|租客|老板|包工头|承包人|驾驶员|志愿者|家住[^，。；]{2,12}的"
    rf"|[一该某][名位户])[（”：]?([{MORE_SURNAMES}][\u4e00-\u9fff]{{1,2}}|欧阳[\u4e00-\u9fff]{{1,2}})(?:[（，、][^（）。；\d]{{0,10}})?"
    r"(?:(?:(?:联系)?(?:电话|手机|方式)(?:号码?)?|号码|电话号)(?:为|是|：)?|(?<=[\u4e00-\u9fff]（))$"
)
# 彭桂芳（女，电话…）: who is described by the sex is no official.
DESCRIBED = re.compile(
    rf"(?:^|[，。；：、“])([{MORE_SURNAMES}][\u4e00-\u9fff]{{1,2}}|欧阳[\u4e00-\u9fff]{{1,2}})（[男女](?:，[^（）。；\d]{{0,14}})?，"
    r"(?:(?:联系)?(?:电话|手机|方式)(?:号码?)?|号码)(?:为|是|：)?$"
)
# 周德旺（电话…）与邻居握手言和: whom a name belongs to is told by what is told of him.
NAMED = re.compile(
    rf"(?:^|[，。；、：的在对由为将使让帮助替])([{MORE_SURNAMES}][\u4e00-\u9fff]{{1,2}}|欧阳[\u4e00-\u9fff]{{1,2}})（(?:[^（）。；\d]{{0,10}}，)?"
    r"(?:(?:(?:联系)?(?:电话|手机|方式)(?:号码?)?|号码)(?:为|是|：)?)?$"
)
OF_A_PARTY = re.compile(
    r"）?(?:[、和][\u4e00-\u9fff]{2,4})?(?:等[\d一二三四五六七八九十两]{0,3}[人户名]?)?"
    r"(?:因|与|反映|投诉|举报|来电|来访|被|专程|家|一家|的(?:房|地|田|鱼|车|住|家|儿|女|父|母|妻|丈)|向[^，。；]{2,14}(?:反映|投诉|申请|求助|送)|讨回|追回|挽回|讨要|拿到|领到|激动|高兴|送来)"
)
CONTACT = re.compile(r"联系|拨打|致电|可[向找]|(?<!申)请")
BEGINS = "，。；"
OFFICIAL = re.compile(
    r"联系人|值班|负责人|民警|干部|网格员|调解员|律师|书记|主任|[镇乡县区局所站]长|专员|客服|热线|咨询|窗口|律所|记者"
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"
PERSON = re.compile(
    r"(?:[事请告诉报访]人|[村居]民|原告|[死伤]者|矫正对象|吸毒人员)(?:[（(][^）)]*[）)])?"
    rf"([{SURNAMES}][\u4e00-\u9fff]{{1,2}})"
    r"(?=与|和|因|诉|向|的|，|。|、|（)"
)
# 向 is a preposition, but a surname as well.
NOT_A_NAME = re.compile(r"(?!^向)[的和与在是向因]|合法|权益|方面|满意|高兴|金额|何种|应当|任何|代表|群众")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Certain: numbers with a sound check digit or called 身份证号, a villager's name with the telephone beside it.
    Other telephones, and names alone, are worth a look."""
    for passage, match, offset in manuscript.matches(NUMBER):
        named = "身份证" in manuscript.text[max(offset, match.start() - LABEL) : match.start()]
        if named or _sound(match.group()):
            message = "出现公民身份号码，报告公开前须删除或隐去。"
            yield _report(passage, match, offset, Verdict.WRONG, message)
    for passage, match, offset in manuscript.matches(TELEPHONE):
        lead = manuscript.text[max(offset, match.start() - ROLE_REACH) : match.start()]
        if _private(lead, manuscript.text[match.end() : match.end() + ROLE_REACH].partition("\n")[0]):
            message = "出现当事人、群众的姓名和手机号码，报告公开前须删除或隐去。"
            yield _report(passage, match, offset, Verdict.WRONG, message)
            continue
        message = "出现手机号码，若属个人请删除。"
        yield _report(passage, match, offset, Verdict.HINT, message)
    for passage, match, offset in manuscript.matches(PERSON):
        if NOT_A_NAME.search(match[1]) is None:
            message = "似为当事人姓名，公开前须隐去（如张某某）。"
            yield _report(passage, match, offset, Verdict.HINT, message)


def _private(lead: str, after: str) -> bool:
    """Does a telephone number stand beside the name of a private person, and not of the official to be called?"""
    person = PRIVATE.search(lead) or DESCRIBED.search(lead)
    named = NAMED.search(lead) if person is None and OF_A_PARTY.match(after) is not None else None
    found = person or named
    if found is None or NOT_A_NAME.search(found[1]) is not None:
        return False
    # 调解员帮李大山: he is not the mediator.
    begin = max(lead.rfind(mark, 0, found.start(1)) for mark in BEGINS + "帮替陪") + 1
    return OFFICIAL.search(lead, begin) is None and CONTACT.search(lead, begin, found.start(1)) is None


def _sound(number: str) -> bool:
    """GB 11643: a real date of birth and a right check sign."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK_SIGNS[total % 11] == number[-1].upper()


def _report(passage: Passage, match: re.Match[str], offset: int, verdict: Verdict, message: str) -> Finding:
    return finding(
        passage,
        (match.start() - offset, match.end() - offset),
        kind=Kind.IDENTITY,
        verdict=verdict,
        rule="personal",
        message=message,
        basis="《中华人民共和国个人信息保护法》第六条、第二十五条；《政府信息公开条例》第十五条",
    )


RULE = Rule(
    id="personal",
    title="个人身份信息",
    source="《中华人民共和国个人信息保护法》；《政府信息公开条例》第十五条",
    why="报告要向社会公开，身份号码、姓名、电话一经公开无法收回。",
    wrong="当事人身份证号11010519491231002X",
    right="当事人张某某",
    check=check,
)
