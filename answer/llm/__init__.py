"""The optional language model: it may read an unclear question and add an explanation; it states no fact that is not proved.

What stands firm whether it is on or off: the composed answer comes whole, first, and unchanged, with its clauses, units, citations and
status. The model works at two places only:

- ``reading``: where our own understanding would ask back, it may put the question as a query. The query names what the person named and
  what the notice has, or it is discarded; facts are then looked up as for any other query.
- ``wording``: below a composed answer it may add a few sentences about the clauses that the answer cites. Each is proved by itself
  (``proof``) before it is shown, streamed or not; one that is not proved is dropped, and 为什么是这个答案 says so.

The composed reply is not reworded, since a list that leaves out a unit, or a verdict in other words, cannot be told from a right one by
looking at its words alone.
"""
