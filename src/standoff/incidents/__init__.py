"""Tellings of many reports compared and put together into incidents. Claims in, incidents with their accounts out.

What is reckoned with numpy is named by its module, ``alike``, ``block`` or ``cluster``: who only shows incidents does
without.
"""

from standoff.incidents.accounts import Saying, Who, accounts_of, sayings_of
from standoff.incidents.compare import Comparison, Reason, alike_of, compare_tellings, features_of
from standoff.incidents.corroboration import corroboration_of, status_of
from standoff.incidents.disputes import disputes_of, toll_ranges
from standoff.incidents.form import central_claims, form_incident, incident_id, incident_id_of, said_sort, sort_in_words
from standoff.incidents.parting import Mentions
from standoff.incidents.tellings import Telling, tellings_of

__all__ = [
    "Comparison",
    "Mentions",
    "Reason",
    "Saying",
    "Telling",
    "Who",
    "accounts_of",
    "alike_of",
    "central_claims",
    "compare_tellings",
    "corroboration_of",
    "disputes_of",
    "features_of",
    "form_incident",
    "incident_id",
    "incident_id_of",
    "said_sort",
    "sayings_of",
    "sort_in_words",
    "status_of",
    "tellings_of",
    "toll_ranges",
]
