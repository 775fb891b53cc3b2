"""Set what speaks for and against each of those who may have done a deed, on annotated reports of our own.

usage: python training/actors.py [--measure]

As `targets.py` does for those to whom it was done, and with its means: an example's candidates are those of
`claims/actor_signs.py`, and the table is `src/standoff/claims/actors.tsv`. Those to whom it was done are chosen before.
Claims of which the rules and the model name the same doer are not weighed, and so none of the examples, nor are those
read by rules alone.
"""

from __future__ import annotations

from targets import learn

from standoff.claims.actors import likeliest_actor

if __name__ == "__main__":
    learn("actor", likeliest_actor)
