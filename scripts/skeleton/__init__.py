"""待填写：这项工作办公室叫什么（对应年度报告哪一部分），依据哪部法律，从哪个文件读起。

Begin with `procedure.yaml` (what may happen, who does it, why), then `scenarios/` (the same as stories), then
`actions.py` (what a step writes).
"""
