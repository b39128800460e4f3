"""合法性审查 (shared by several of the ten systems): one queue for drafts, decisions, penalty cases, contracts and village rules.

Statute: 国办发〔2018〕115号; 重大行政决策程序暂行条例 25–28; 行政处罚法 58. Others send a matter here by a step that `opens`
reviews.legality_review and wait for `give_opinion`. Begin with `procedure.yaml`, then `scenarios/`, then `actions.py`.
"""
