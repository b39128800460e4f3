"""依法行政制度 (report part three): a normative document from its proposal to the day it ceases, and the register of what holds.

Statute: 国办发〔2018〕37号, 国办发〔2018〕115号; numbers of days are mostly local. Begin with `procedure.yaml`, then `scenarios/`,
then `actions.py`. `facts.py` reads figures, dates and permissions out of a text; `conflicts.py` compares a draft with the
register; `register.py` says what was in force on a day. Review, comments and discussion are cases of the shared systems.
"""
