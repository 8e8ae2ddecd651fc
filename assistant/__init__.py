"""年报助手: a drafting assistant for the 政府信息公开工作年度报告. Importing it loads nothing else."""

__version__ = "0.1.0"
