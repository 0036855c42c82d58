"""What the other links of the audit tell about this one."""

from datetime import datetime

from citewatch.core.case import Case
from citewatch.core.judge import company_wanted
from citewatch.core.probe import Purpose, Question
from citewatch.core.steps.step import Ask, Step, Wants


def ask_for_company(case: Case, _wants: Wants, _now: datetime) -> Step | None:
    """What else ends at the page to which the address is redirected, and which nothing identifies.

    It is answered once every address of the audit was looked at, and by nobody outside.
    """
    address = company_wanted(case.sightings)
    return Ask(Question(Purpose.SHARED_END, address)) if address else None
