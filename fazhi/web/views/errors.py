"""Pages for what went wrong: what happened, what was kept, what to do. They ask the database nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from fazhi.kernel.files import LARGEST_FILE
from fazhi.kernel.today import now
from fazhi.web import menu


@dataclass(frozen=True)
class Trouble:
    """One kind of trouble in the words of an office: what happened, what was kept, what to do now."""

    title: str
    happened: str
    kept: str
    advice: str


# Said where nobody can know: the database may have been lost before the work was committed or just after.
WHOLE_OR_NOTHING = "先前保存的数据不受影响；这一次提交要么整份写入，要么完全没有写入。"
TROUBLES = {
    400: Trouble(
        "请求无法识别",
        "浏览器送来的内容不完整，或地址中有系统不认识的部分。",
        "系统中已有的数据没有改动。",
        "请返回上一页重新填写后提交；反复出现时，请把本页的时间和地址告诉系统管理员。",
    ),
    403: Trouble(
        "您现在的岗位不能打开这一页",
        "这一页只对承担相应职责的岗位开放。",
        "系统中已有的数据没有改动。",
        "如果您还兼任其他岗位，请切换岗位后再试；确需办理的，请联系本单位负责人。",
    ),
    404: Trouble(
        "没有找到",
        "这个地址没有对应的内容：可能编号有误，或者不在您的管辖范围内。",
        "系统中已有的数据没有改动。",
        "请核对编号，或从工作台、检索框重新查找。",
    ),
    405: Trouble(
        "这个地址不能这样打开",
        "这个地址只接受页面上的按钮提交，不能直接访问。",
        "系统中已有的数据没有改动。",
        "请回到原来的页面，使用页面上的按钮。",
    ),
    409: Trouble(
        "同一编号送来了两份不同的内容",
        "这次提交的编号已经用过，而两次的内容不一样。",
        "两份内容都已保留，先前的一份仍然有效。",
        "请打开案件核对，确需更正的，按程序另行办理。",
    ),
    413: Trouble(
        "上传的内容太大",
        f"一次提交的内容超过了 {LARGEST_FILE // 1024 // 1024} MB。",
        "文件没有保存，案件没有改动。",
        "请压缩、分卷或降低扫描分辨率后重新上传。",
    ),
    429: Trouble(
        "暂时不能登录",
        "这个账号在这台电脑上连续多次输错密码，已被临时锁定。",
        "账号和数据都没有改动。",
        "请稍后再试；忘记密码的，请联系本单位安全管理员重置。",
    ),
    500: Trouble(
        "系统没有办成这件事",
        "系统内部出现了没有预料到的问题。",
        WHOLE_OR_NOTHING,
        "请稍后用原来的页面再提交一次，已经写入的不会重复登记；仍不行的，请把本页的时间和地址告诉系统管理员。",
    ),
}
FORGED = Trouble(
    "页面已经过期",
    "这一页打开的时间太长，或者您在另一个窗口重新登录过，系统无法确认这次提交是您本人所为。",
    "这一次提交没有写入，先前保存的数据不受影响。",
    "请返回上一页并刷新，再提交一次；浏览器禁用了 Cookie 的，请先启用。",
)
INTERRUPTED = Trouble(
    "这一次没有得到答复",
    "办理过程中数据库中断，或者您在另一个窗口退出了登录。",
    WHOLE_OR_NOTHING,
    "请返回上一页，用原来的页面再提交一次，已经写入的不会重复登记；需要登录的，请先登录。",
)
NO_POST = Trouble(
    "您的账号还没有岗位",
    "您已登录，但今天没有任何在任的岗位，所以看不到业务内容。",
    "您的账号可以正常使用。",
    "请联系本单位安全管理员登记您的任职；刚到任的，请核对任职日期是否已到。",
)
OTHER_KIND = Trouble(
    "您的岗位不办理业务",
    "系统管理员、安全管理员、审计管理员三员分设，互不兼任，也不接触业务内容。",
    "系统中已有的数据没有改动。",
    "需要办理业务的，请使用业务岗位的账号登录。",
)
LOST_FILE = Trouble(
    "佐证文件不在原处",
    "登记中有这份佐证，但存放文件的位置找不到它。",
    "登记信息和摘要都在，其他佐证不受影响。",
    "请立即告诉系统管理员，由其运行 fazhi verify 核查并从备份恢复。",
)


def altered_file(sentence: str) -> Trouble:
    """Evidence whose content no longer fits its digest."""
    return Trouble(
        "佐证文件与登记的摘要不一致", sentence, "文件没有交给您，登记信息没有改动。", "请立即告诉系统管理员。"
    )


def closed_numbers(sentence: str) -> Trouble:
    """Encrypted personal data that cannot be opened: a key is lost or another, or the text was altered."""
    return Trouble(
        "身份信息打不开", sentence, "没有显示任何身份信息，案件没有改动。", "请立即把这句话和时间告诉系统管理员。"
    )


def nothing_to_print(sentence: str) -> Trouble:
    """A paper that has no content yet, or no template."""
    return Trouble("现在没有可以打印的内容", sentence, "案件没有改动。", "请先办理相应的步骤，再打印这份文书。")


def before_the_law(sentence: str) -> Trouble:
    """A day that lies before the first value of a rule."""
    return Trouble("那一天还没有可用的规则", sentence, "没有做任何改动。", "请返回上一页核对所填的日期后再提交。")


def too_many_looks(sentence: str) -> Trouble:
    """A form with full names in it, for somebody who has looked behind masks too often today."""
    return Trouble("今天不能再打开带有完整姓名的表格", sentence, "案件没有改动。", "请由其他经办人办理，或次日再办。")


def faulty_template(sentence: str) -> Trouble:
    """A paper whose Word template cannot be filled."""
    return Trouble(
        "文书没有打印", sentence, "案件和已有的文书没有改动。", "请把这句话告诉维护文书模板的同事，改正模板后再打印。"
    )


def closed(title: str, roles: list[str]) -> Trouble:
    """A page that is for other posts (permissions.yaml)."""
    return Trouble(
        f"您现在的岗位不能打开“{title}”",
        f"“{title}”由{'、'.join(roles)}使用。",
        "系统中已有的数据没有改动。",
        "如果您还兼任上述岗位，请切换岗位后再试；确需办理的，请联系本单位负责人。",
    )


def not_yours(title: str, roles: list[str]) -> Trouble:
    """A step that belongs to other posts."""
    who = "、".join(roles)
    return Trouble(
        f"您现在的岗位不能办理“{title}”",
        f"“{title}”由{who}办理。",
        "没有登记任何内容。",
        "兼任上述岗位的，请切换岗位后再试。",
    )


def moved_on(number: str, title: str) -> Trouble:
    """A step whose moment has passed, often because somebody else was quicker."""
    return Trouble(
        f"“{title}”现在不能办理",
        f"{number} 已经不在可以办理“{title}”的环节，可能刚刚有人办理了下一步。",
        "案件没有改动，您填写的内容没有保存。",
        "请回到案件页面，按现在的环节继续办理。",
    )


def page(request: HttpRequest, status: int, trouble: Trouble | None = None) -> HttpResponse:
    """An error page of our own."""
    actor = getattr(request, "actor", None)
    known = trouble or TROUBLES.get(status) or TROUBLES[500 if status >= 500 else 400]
    context = {
        "trouble": known,
        "status": status,
        "moment": now() if status >= 500 else None,
        "large_print": getattr(getattr(request, "user", None), "large_print", False),
        # Somebody whom no page of work is for must still be able to leave.
        "leave": get_token(request) if known in (NO_POST, OTHER_KIND) else "",
        "rooms": menu.rooms(actor, "") if actor and known in (NO_POST, OTHER_KIND) else [],
    }
    return HttpResponse(render_to_string("web/error.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 when the form itself was too large; 503 when the session was lost on the way."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return page(request, 413)
    if isinstance(exception, SessionInterrupted):
        # Raised also when the session could not be saved because the database was lost: not the browser's fault.
        return page(request, 503, INTERRUPTED)
    return page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: out of scope reads the same, to the byte, as not existing (only the address shown differs)."""
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit."""
    return page(request, 403, FORGED)


def too_large(request: HttpRequest) -> HttpResponse:
    """413, before a byte of the body is read."""
    return page(request, 413)


def no_post(request: HttpRequest) -> HttpResponse:
    """Somebody without a post today."""
    return page(request, 403, NO_POST)


def other_kind(request: HttpRequest) -> HttpResponse:
    """An administrator in front of business, or the other way round."""
    return page(request, 403, OTHER_KIND)


def worded(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    """A bare error of a library (405 and the like), put into words; its own headers stay."""
    response = page(request, bare.status_code)
    for name, value in bare.items():
        response.headers.setdefault(name, value)
    return response
