"""矛盾纠纷（report part seven): a dispute from the day it is found to the day it is settled, and counted.

Statute: 人民调解法 (2010), articles 17–33; the ladder village → town → county is local practice.
Begin with `procedure.yaml` (what may happen, who does it, why), then `scenarios/` (the same as stories),
then `actions.py` (what a step writes). The words officials choose from stand in `terms.yaml`.
"""
