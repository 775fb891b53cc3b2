"""Set how rules and model are weighed where both say how a happening is told, and say how well that holds.

usage: python training/weighing.py

For each of polarity, certainty and reality: a softmax regression over the logarithm of what the model holds each value
for (one weight for all of them) and over what the rules say (a weight for each value, by each). It learns on the
happenings of `training/sentences` in the parts on which the model did not learn, and on those of `training/reports`
that are annotated with every field, wherever the rules find a word that overlaps the annotated trigger, or a claim that is paired
with an annotated one as `confidence.py` pairs them. A rare value counts for more than its share: its log-odds are raised
by a part of how rare it is (`TILT`). The rules' own value of polarity is held to where it is no clear case (`HOLD`).

Prints for each field, of sentences and of reports, the share right and the mean of that over the values, by the rules
and by both, in five folds over whole topics: what is weighed was not learnt on. Writes `events/weighing.toml`. Takes
ten minutes on one core, most of them for reading.
"""
