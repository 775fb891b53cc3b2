"""Tellings of many reports compared and put together into incidents. Claims in, incidents with their accounts out."""

from standoff.incidents.accounts import Who, accounts_of
from standoff.incidents.alike import Measure, Measures
from standoff.incidents.block import MOST_HOLDERS, Points, area_of, keys_of, wanted_keys
from standoff.incidents.cluster import cluster_tellings
from standoff.incidents.compare import Comparison, Reason, alike_of, compare_tellings, features_of
from standoff.incidents.corroboration import corroboration_of, status_of
from standoff.incidents.disputes import disputes_of, toll_ranges
from standoff.incidents.form import form_incident, incident_id
from standoff.incidents.tellings import Telling, tellings_of

__all__ = [
    "MOST_HOLDERS",
    "Comparison",
    "Measure",
    "Measures",
    "Points",
    "Reason",
    "Telling",
    "Who",
    "accounts_of",
    "alike_of",
    "area_of",
    "cluster_tellings",
    "compare_tellings",
    "corroboration_of",
    "disputes_of",
    "features_of",
    "form_incident",
    "incident_id",
    "keys_of",
    "status_of",
    "tellings_of",
    "toll_ranges",
    "wanted_keys",
]
