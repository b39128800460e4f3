"""Identity numbers and telephone numbers of private persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule

NUMBER = re.compile(r"\d{17}[\dXx](?<![\dA-Za-z].{18})(?![\dA-Za-z])")
TELEPHONE = re.compile(r"1[3-9]\d{9}(?<![\d.].{11})(?!\d)")
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻苏潘葛范彭郎鲁韦马苗方俞任袁柳唐罗薛雷贺倪汤殷毕郝邵毛戴宋庞熊纪"
    "舒屈项祝董梁杜阮蓝闵席季贾江童郭梅林钟徐邱骆高夏蔡田樊胡凌霍万莫房解应丁邓洪包左石崔龚程邢陆翁段侯武刘景龙叶黎白蒲邰赖卓池乔曾沙向谭廖"
)
LABEL = 10
ROLE_REACH = 24
# A private person by his part in a case or by what the town does for him, his name, and his own number.
PRIVATE = re.compile(
    r"(?:[村居渔牧市网灾股]民|[事请告诉报访害护疑]人|群众|家长|学生|同学|老人|老太|大[爷妈娘伯]|女士|先生|残疾人|患者|病人|消费者|农民工(?:代表)?|务工人员|[种养][植殖]?户|农户|经营者|店主"
    r"|[业房车户]主|[住租商摊]户|[死伤逝]者|孤寡老人|矫正对象|帮教对象|刑满释放人员|[吸戒]毒人员|职工|工人|司机|低保户|贫困户|五保户|困境儿童"
    rf"|[一该某][名位户])（?([{SURNAMES}][\u4e00-\u9fff]{{1,2}}|欧阳[\u4e00-\u9fff]{{1,2}})(?:[（，、][^（）。；\d]{{0,10}})?"
    r"(?:(?:(?:联系)?(?:电话|手机|方式)(?:号码?)?|号码|电话号)(?:为|是|：)?|(?<=[\u4e00-\u9fff]（))$"
)
# 彭桂芳（女，电话…）: who is described by the sex is no official.
DESCRIBED = re.compile(
    rf"(?:^|[，。；：、“])([{SURNAMES}][\u4e00-\u9fff]{{1,2}}|欧阳[\u4e00-\u9fff]{{1,2}})（[男女](?:，[^（）。；\d]{{0,14}})?，"
    r"(?:(?:联系)?(?:电话|手机|方式)(?:号码?)?|号码)(?:为|是|：)?$"
)
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
NOT_A_NAME = re.compile(r"[的和与在是向因]|合法|权益|方面|满意|高兴|金额|何种|应当|任何|代表|群众")


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
        person = PRIVATE.search(lead) or DESCRIBED.search(lead)
        if person is not None and NOT_A_NAME.search(person[1]) is None and OFFICIAL.search(lead) is None:
            message = "出现当事人、群众的姓名和手机号码，报告公开前须删除或隐去。"
            yield _report(passage, match, offset, Verdict.WRONG, message)
            continue
        message = "出现手机号码，若属个人请删除。"
        yield _report(passage, match, offset, Verdict.HINT, message)
    for passage, match, offset in manuscript.matches(PERSON):
        if NOT_A_NAME.search(match[1]) is None:
            message = "似为当事人姓名，公开前须隐去（如张某某）。"
            yield _report(passage, match, offset, Verdict.HINT, message)


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
