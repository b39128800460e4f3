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
LABEL = 10
LATEST_BIRTH = 2030
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"
SURNAME = "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻苏潘葛范彭郎鲁韦马苗方俞任袁柳唐罗薛雷贺倪汤殷毕郝邵毛戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾江童郭梅林钟徐邱骆高夏蔡田樊胡凌霍万莫房解应丁邓洪包左石崔龚程邢陆翁段侯武刘景龙叶黎白蒲邰赖卓池乔曾沙向谭廖]"
PERSON = re.compile(
    r"(?:[事请告诉报访]人|[村居]民|原告|[死伤]者|矫正对象|吸毒人员)(?:[（(][^）)]*[）)])?"
    rf"({SURNAME}[\u4e00-\u9fff]{{1,2}})"
    r"(?=与|和|因|诉|向|的|，|。|、|（)"
)
# 谢玉珍（电话138…）: a name with the number right behind it. Those whom the public is to call are named on purpose.
NAMED = re.compile(
    rf"{SURNAME}(?:[\u4e00-\u9fff]{{1,2}})[（，：](?:[^（）。；，\d]{{0,6}}，)?(?:身份证号?码?|公民身份号码|联系电话|联系方式|手机号?码?|电话|住)?[:：为]?$"
)
PUBLIC = re.compile(
    r"联系人|咨询|值班|举报|监督|热线|负责人|承办人|经办人|窗口|服务电话|律师|网格员|社区民警|主任|书记|所长"
)
NAME_REACH = 24
NOT_A_NAME = re.compile(r"[的和与在是向因]|合法|权益|方面|满意|高兴|金额|何种|应当|任何|代表|群众")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Numbers with a sound check digit, or called 身份证号, are certain, and so is a number beside a name; the rest is worth a look."""
    for passage, match, offset in manuscript.matches(NUMBER):
        named = "身份证" in manuscript.text[max(offset, match.start() - LABEL) : match.start()]
        if (
            named
            or _sound(match.group())
            or _of_person(manuscript.text, offset, match.start())
            and _born(match.group())
        ):
            message = "出现公民身份号码，报告公开前须删除或隐去。"
            yield _report(passage, match, offset, Verdict.WRONG, message)
    for passage, match, offset in manuscript.matches(TELEPHONE):
        if _of_person(manuscript.text, offset, match.start()):
            message = "姓名与手机号码并列，报告公开前须删除或隐去。"
            yield _report(passage, match, offset, Verdict.WRONG, message)
            continue
        message = "出现手机号码，若属个人请删除。"
        yield _report(passage, match, offset, Verdict.HINT, message)
    for passage, match, offset in manuscript.matches(PERSON):
        if NOT_A_NAME.search(match[1]) is None:
            message = "似为当事人姓名，公开前须隐去（如张某某）。"
            yield _report(passage, match, offset, Verdict.HINT, message)


def _of_person(text: str, begins: int, at: int) -> bool:
    """Stands a private person's name right before the number?"""
    lead = text[max(begins, at - NAME_REACH) : at]
    return NAMED.search(lead) is not None and PUBLIC.search(lead) is None


def _born(number: str) -> bool:
    """Does the number hold a date of birth?"""
    try:
        return 1900 <= date(int(number[6:10]), int(number[10:12]), int(number[12:14])).year <= LATEST_BIRTH
    except ValueError:
        return False


def _sound(number: str) -> bool:
    """GB 11643: a real date of birth and a right check sign."""
    if not _born(number):
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
