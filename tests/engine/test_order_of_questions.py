"""The order in which addresses are handed out to archives."""

from citewatch.core.citation import Citation
from citewatch.core.over_time import Run
from citewatch.engine.intake import Unasked
from citewatch.engine.matter import Matter
from citewatch.engine.session import Session
from citewatch.history.database import open_history
from citewatch.history.ledger import Ledger
from citewatch.history.tasks import Stage
from engine_lab import Paper
from fakes import AT, CountingProgress, clock

LINKS = tuple(f"http://h{number}.example/" for number in range(3))


async def test_what_is_gone_is_asked_about_before_what_is_only_in_trouble() -> None:
    ledger = Ledger(open_history(None))
    session = Session(ledger, clock, CountingProgress(), "1", None, Unasked())
    desk = await session.begin([Paper([Citation("1", "", LINKS)])], resume=False)
    now = AT.timestamp()
    opened = await desk.work(lambda work: work.hosts.open(now, 3, 1))
    tasks = [host.first[0] for host in sorted(opened, key=lambda host: host.name)]
    for task, rank in zip(tasks, (1, 0, 1), strict=True):
        desk.put_off(Matter(task, Run(AT, AT)), Stage.ARCHIVE, AT, rank=rank)
    due = await desk.work(lambda work: work.due_for_archive((), 3))
    ledger.close().close()
    assert due == [tasks[1].number, tasks[0].number, tasks[2].number]
