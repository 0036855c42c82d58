"""Hosts of the staged web that are odd before anything is asked of them: names, ports, TLS."""

from citewatch.core.evidence import Failure
from citewatch.demo.certificates import Certificate

BAD_CERTIFICATES = {
    "www.victimsvoice.example": Certificate.EXPIRED,
    "www.blockcaptains.example": Certificate.FOR_ANOTHER_NAME,
    "collections.policemuseum.example": Certificate.FROM_A_STRANGER,
}

LOOK_UP_FAILURES = {
    "stats.northshore-health.example": Failure.DNS_UNANSWERED,
    "handbook.harbourcity-police.internal": Failure.NAME_NOT_PUBLIC,
    "methods.northshore-health.example": Failure.NO_ADDRESS_RECORD,
}
"""Names that cannot be looked up; others that are named nowhere do not exist."""

PRIVATE = {"intranet.harbourcity-police.example": "192.168.1.20"}
NO_WAY_TO = "www.islandcouncil.example"
CONNECTS_NEVER = "www.fairhearingproject.example"
NO_COMMON_TLS = "www.dispatchersguild.example"
REFUSES = ("programmes.harbourradio.example",)
REFUSES_HTTP = ("canalwardtenants.example",)
