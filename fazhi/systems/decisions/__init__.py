"""行政决策 (report part four): a major decision from the yearly catalogue to its evaluation, and how it may be changed.

Statute: 重大行政决策程序暂行条例 (国务院令第713号), which townships apply by reference (article 42). Two steps are unconditional,
legality review and collective discussion; three are conditional, and whoever leaves one out says why. Begin with
`procedure.yaml`, then `scenarios/`, then `actions.py`. The words officials choose from stand in `terms.yaml`.
"""
