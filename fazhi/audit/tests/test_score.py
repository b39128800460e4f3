"""The promise of the auditor, held on whole reports: slips are found, clean text is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fazhi.audit import Verdict, altered_labels, audit_text, corruption, score, sparser

REPORT = """青石镇人民政府
关于2023年法治政府建设情况的报告
县委、县政府：
现将我镇2023年法治政府建设情况报告如下。
一、主要举措和成效
{filler}
二、党政主要负责人履行推进法治建设第一责任人职责情况
带头学法用法。
三、存在的不足和原因
由于力量薄弱，执法不够规范。
四、2024年工作安排
2024年，我镇将继续努力。
青石镇人民政府
{signed}"""
FILLER = "坚持依法行政，落实各项制度，推动工作落细落实。" * 40


def _report(without: str = "", signed: str = "2024年1月22日") -> str:
    lines = REPORT.format(filler=FILLER, signed=signed).splitlines()
    return "\n".join(line for line in lines if not without or without not in line)


def _wrong(text: str) -> list[tuple[str, str]]:
    return [(each.rule, str(each.computed)) for each in audit_text(text).of(Verdict.WRONG)]


def test_slips_planted_in_whole_reports_are_found_and_clean_reports_left_alone() -> None:
    found = score.score_reports(together=3)
    assert found.alarms == []
    assert found.recall(*score.ARITHMETIC) >= 0.95
    assert found.recall() >= 0.95


TOGETHER = 6
"""So many slips are read in one text, far from one another; `make audit-score` plants each alone."""
KEPT = {
    "hard": (2, 0.92, 0.95, 0.91),
    "met_once": (4, 0.88, 0.91, 0.89),
    "usual": (16, 0.91, 0.94, 0.91),
    "usual_later": (16, 0.86, 0.93, 0.90),
    "usual_third": (24, 0.86, 0.88, 0.86),
    "usual_fourth": (3, 0.94, 0.95, 0.87),
    "usual_fifth": (2, 0.86, 0.88, 0.81),
    "usual_sixth": (3, 0.84, 0.89, 0.95),
    "usual_seventh": (8, 0.77, 0.81, 0.92),
    "usual_eighth": (2, 0.89, 0.92, 0.93),
    "usual_ninth": (2, 0.96, 0.96, 0.89),
    "usual_tenth": (2, 0.86, 0.92, 0.92),
    "usual_eleventh": (2, 0.98, 0.99, 0.85),
    "usual_twelfth": (3, 0.84, 0.86, 0.93),
    "usual_thirteenth": (3, 0.82, 0.86, 0.98),
    "usual_fourteenth": (3, 0.75, 0.79, 0.94),
    "usual_fifteenth": (3, 0.86, 0.88, 0.95),
    "usual_sixteenth": (3, 0.80, 0.88, 0.94),
    "unread": (3, 0.80, 0.81, 0.89),
}
"""Of each folder one text in so many is read; so many of the arithmetic slips in these are called wrong, so many of all
noticed, and so many of the figures that should stand there, as the audit says, are what stood there."""


def test_every_folder_of_reports_has_what_it_keeps() -> None:
    assert KEPT.keys() == score.FLOORS.keys() == score.NOTICED.keys()


@pytest.mark.parametrize("folder", list(KEPT))
def test_reports_on_which_little_is_reached_yet_keep_it(folder: str) -> None:
    # Every one alone would take seven minutes of two cores. `make audit-score` reads them so, against floors of its own.
    every, found_at_least, noticed_at_least, led_right = KEPT[folder]
    found = score.score_reports(score.REPORTS / folder, every=every, together=TOGETHER)
    assert found.alarms == []
    assert found.recall(*score.ARITHMETIC) >= found_at_least
    assert found.seen >= noticed_at_least
    assert found.led_right >= led_right


CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


@pytest.mark.skipif(not (CORPUS / "labels.jsonl").exists(), reason="公开报告的标注语料不在仓库里")
def test_nothing_right_or_undecidable_in_published_reports_is_called_wrong() -> None:
    found = score.score_corpus(CORPUS)
    assert found.alarms == []
    assert found.recall(*score.ARITHMETIC) >= 0.9
    assert found.recall() >= 0.9


@pytest.mark.skipif(not (CORPUS / "labels.jsonl").exists(), reason="公开报告的标注语料不在仓库里")
def test_a_wrong_digit_in_a_right_figure_of_a_published_report_is_found() -> None:
    assert score.score_altered(CORPUS).recall() >= 0.85


def test_a_label_is_altered_where_all_its_numbers_are_printed_and_nowhere_else() -> None:
    label = {"stated": "98.1%", "kind": "rate", "verdict": "right", "values": {"numbers": [24732, 25200]}}
    near = "全年1%。\n共排查25200件，调处成功24732件，成功率98.1%"
    altered = list(altered_labels.alterations(near, label, seed=1))
    assert len(altered) == altered_labels.TRIES
    for text, paragraph, start, end in altered:
        line = text.splitlines()[paragraph - 1]
        assert line != near.splitlines()[1]
        assert line[:start] + "98.1" + line[end:] == near.splitlines()[1]
    assert list(altered_labels.alterations("共排查25200件，成功率98.1%", label, seed=1)) == []
    assert list(altered_labels.alterations(near, {**label, "verdict": "ambiguous"}, seed=1)) == []


def test_a_wrong_digit_in_a_confirmed_figure_is_found_in_almost_every_place() -> None:
    found = corruption.recall(score.clean_reports()[::3])
    for rule, least in {"rate": 0.9, "share": 0.9, "growth": 0.9, "average": 0.9, "points": 0.9, "parts": 0.7}.items():
        made, wrong = found[rule]
        assert wrong >= least * made, (rule, made, wrong)


def test_a_corpus_of_labels_is_scored_by_kind(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "town.txt").write_text("全年受理纠纷120件，化解114件，化解率⟦rate:95%|59%⟧。\n", encoding="utf-8")
    sentence = "共排查546起纠纷，化解545起，化解率达99.9%"
    (tmp_path / "reports" / "1.txt").write_text(f"{sentence}\n受理4起，办结3起，办结率99%\n", encoding="utf-8")
    label = {"file": "1.txt", "sentence": sentence, "kind": "rate", "stated": "99.9%", "verdict": "wrong"}
    (tmp_path / "labels.jsonl").write_text(json.dumps(label), encoding="utf-8")
    found = score.score_corpus(tmp_path)
    assert found.recall("rate") == 1.0
    assert len(found.alarms) == 1
    assert score.main(["--reports", str(tmp_path)]) == 0
    assert score.main(["--reports", str(tmp_path), "--corpus", str(tmp_path)]) == 1


def test_a_complete_report_is_right() -> None:
    assert _wrong(_report()) == []


def test_each_missing_content_of_a_signed_report_is_wrong() -> None:
    for line, name in (("第一责任人", "第一责任人"), ("不足和原因", "不足和原因"), ("工作安排", "主要安排")):
        text = _report(without=line)
        text = text.replace("由于力量薄弱，执法不够规范。", "").replace("2024年，我镇将继续努力。", "")
        assert any(rule == "structure" and name in computed for rule, computed in _wrong(text)), line


def test_a_content_that_may_stand_without_its_heading_is_only_asked_for() -> None:
    for line, told in (
        ("第一责任人", "镇党委书记、镇长分别主持研究法治工作9次。"),
        ("不足和原因", "部分执法人员能力不够。"),
    ):
        text = _report(without=line).replace("由于力量薄弱，执法不够规范。", "执法力量偏少，原因在于编制少。")
        found = audit_text(text.replace("四、2024年", f"{told}\n四、2024年")).findings
        assert [each.verdict for each in found if each.rule == "structure"] == [Verdict.HINT], line


def test_an_unsigned_extract_is_not_called_incomplete() -> None:
    text = _report(without="工作安排").replace("2024年1月22日", "")
    assert [rule for rule, _computed in _wrong(text)] == []


def test_a_report_signed_after_the_first_of_april_is_late() -> None:
    assert _wrong(_report(signed="2024年4月2日")) == [("deadline", "2024年3月1日")]
    assert _wrong(_report(signed="2024年3月20日")) == []


def test_a_report_signed_in_the_year_it_reports_on_has_a_wrong_year() -> None:
    assert ("deadline", "2024年1月22日") in _wrong(_report(signed="2023年1月22日"))


def test_a_report_signed_before_the_year_ended_cannot_be_judged() -> None:
    findings = [each for each in audit_text(_report(signed="2023年12月22日")).findings if each.rule == "deadline"]
    assert [each.verdict for each in findings] == [Verdict.UNSURE]


def test_reports_before_the_regulation_are_not_held_to_it() -> None:
    text = _report(signed="2018年5月22日").replace("2023", "2017").replace("2024", "2018")
    assert _wrong(text) == []


def test_addresses_are_those_a_person_would_name() -> None:
    text = "一、举措\n（一）学习\n甲段。\n二、不足\n（七）纠纷\n共排查546起，化解545起，化解率99.9%。"
    (wrong,) = audit_text(text).of(Verdict.WRONG)
    assert wrong.address == "第二部分（七）第2段"


def test_the_rounding_of_a_document_is_settled() -> None:
    half_up = "受理7件，办结6件，办结率85.71%。\n受理3件，办结2件，办结率66.67%。"
    cut_off = "受理3件，办结2件，办结率66.66%。"
    assert audit_text(half_up).convention == "half-up"
    assert audit_text(cut_off).convention == "truncation"
    assert audit_text(half_up + "\n" + cut_off).convention == "mixed"


def test_each_sentence_with_a_figure_is_left_out_once_and_no_other() -> None:
    text = "一、工作\n受理12件。办结11件。做得好。\n其余1件。没有数。"
    less = list(sparser.thinned(text, times=2))
    assert less == ["一、工作\n办结11件。做得好。\n没有数。", "一、工作\n受理12件。做得好。\n其余1件。没有数。"]
    assert list(sparser.thinned("没有数。")) == []


def test_what_is_wrong_in_the_whole_report_is_no_alarm_of_the_shorter_one() -> None:
    wrong = "共排查546起，化解545起，化解率达99.9%。"
    assert sparser.alarms(f"{wrong}举办讲座5场。受理来信20件。", times=2) == []


def test_what_is_called_wrong_only_in_a_shorter_report_is_an_alarm() -> None:
    """Without those received, the list is held against those settled: once the auditor knows better, take another sentence."""
    text = "全年受理纠纷246件。调解成功241件。从类型看，邻里71件，婚姻58件，土地43件，债务27件，劳务19件，损害赔偿16件，其他12件。"
    assert audit_text(text).of(Verdict.WRONG) == []
    assert [(each.rule, each.stated) for each in sparser.alarms(text)] == [("parts", "241件")]
