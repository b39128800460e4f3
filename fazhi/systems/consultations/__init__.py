"""公开征求意见 (shared by several of the ten systems): a draft before the public, every comment answered, the summary published.

Statute: 重大行政决策程序暂行条例 14–18; 国办发〔2018〕37号. Others open one by a step that `opens`
consultations.public_consultation and wait for `publish_summary`. Begin with `procedure.yaml`, then `scenarios/`.
"""
