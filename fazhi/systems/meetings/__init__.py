"""会议议题 (shared by several of the ten systems): topics proposed, put on an agenda, discussed with every view on record.

Statute: 重大行政决策程序暂行条例 30 (the chief speaks last); 国办发〔2018〕37号. Others open a topic by a step that `opens`
meetings.topic and wait for `discuss`. Begin with `procedure.yaml`, then `scenarios/`.
"""
