"""The documents that a task wants drawn up are named and counted."""

TWO = ("信息化精准扶贫精准脱贫三年攻坚实施方案", "广播电视精准扶贫精准脱贫三年攻坚实施方案")
