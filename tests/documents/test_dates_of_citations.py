from datetime import date

import pytest

from citewatch.core.date_forms import Order
from citewatch.documents.citations.access_dates import access_date, publication_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Accessed 12 Jan. 2017 at http://a.org", date(2017, 1, 12)),
        ("Accessed January 13, 2017, at http://a.org", date(2017, 1, 13)),
        ("Retrieved October 11, 2020, from https://a.org", date(2020, 10, 11)),
        ("Retrieved from http://a.org/b on 5th May 2011.", date(2011, 5, 5)),
        ("http://a.org (last visited Mar. 3, 2011)", date(2011, 3, 3)),
        ("[cited 2017 Jan 12]", date(2017, 1, 12)),
        ("accessed 2017-01-12", date(2017, 1, 12)),
        ("(abgerufen am 3. März 2019)", date(2019, 3, 3)),
        ("am 12. Januar 2017 abgerufen", date(2017, 1, 12)),
        ("letzter Zugriff 05.06.2012", date(2012, 6, 5)),
        ("consulté le 1er janvier 2020", date(2020, 1, 1)),
        ("dernier accès le 3 mai 2018", date(2018, 5, 3)),
        ("[Consulta: 12 enero 2017]", date(2017, 1, 12)),
        ("Recuperado el 3 de mayo de 2018 de http://a.org", date(2018, 5, 3)),
        ("Ultimo accesso: 3 maggio 2018", date(2018, 5, 3)),
        ("Acesso em 3 de maio de 2018", date(2018, 5, 3)),
        ("Geraadpleegd op 3 mei 2018", date(2018, 5, 3)),
        ("Besøgt d. 3. maj 2018", date(2018, 5, 3)),
        ("Hämtad 3 maj 2018", date(2018, 5, 3)),
        ("dostęp: 3 maja 2018", date(2018, 5, 3)),
        ("[cit. 2018-05-03]", date(2018, 5, 3)),
        ("Viitattu 3.5.2018", date(2018, 5, 3)),
        ("дата обращения: 3 мая 2018", date(2018, 5, 3)),
        ("访问日期:2018年5月3日", date(2018, 5, 3)),
        ("2018年5月3日閲覧", date(2018, 5, 3)),
        ("http://a.org (Stand: 3.5.2018)", date(2018, 5, 3)),
        ("Accessed: Tuesday, 3 May 2018", date(2018, 5, 3)),
        ("Retrieved on the 3rd of May, 2018", date(2018, 5, 3)),
        ("Accessed 3-May-2018", date(2018, 5, 3)),
        ("Web. 3 May 2018. <http://a.org>", date(2018, 5, 3)),
        ("Doe. “T.” Site. Site Inc., 2012. Web. 15 Jan. 2014.", date(2014, 1, 15)),
        ("accessed July, 21, 2017", date(2017, 7, 21)),
        ("accessed 5/15/17", date(2017, 5, 15)),
        ("letzter Abruf am 3.5.18", date(2018, 5, 3)),
        ("Accessed: 2017-01-12T10:22:05Z", date(2017, 1, 12)),
        ("Retrieved 12:30, May 5, 2018, from http://a.org", date(2018, 5, 5)),
        ("Retrieved on: 3 January 2017", date(2017, 1, 3)),
        ("(Stand 03.05.2018)", date(2018, 5, 3)),
        ("[consulté en ligne le 3 mai 2018]", date(2018, 5, 3)),
        ("consulté le 03/05/2018", date(2018, 5, 3)),
        ("ultima visita 3 maggio 2018", date(2018, 5, 3)),
        ("acedido a 3 de maio de 2018", date(2018, 5, 3)),
        ("opgehaald op 3 mei 2018", date(2018, 5, 3)),
        ("Hämtat 2018-05-03", date(2018, 5, 3)),
        ("Åtkomst 2018-05-03", date(2018, 5, 3)),
        ("閲覧日：2017年1月12日", date(2017, 1, 12)),
        ("最終閲覧日：2017年1月12日", date(2017, 1, 12)),
        ("2017年1月12日确认。", date(2017, 1, 12)),
        ("访问时间：2017年1月12日", date(2017, 1, 12)),
        ("Проверено 12 января 2017.", date(2017, 1, 12)),
        ("2018.5.3. 접속", date(2018, 5, 3)),
    ],
)
def test_a_date_of_access_is_read_in_the_usual_forms(text: str, day: date) -> None:
    assert access_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Published 12 January 2017",
        "accessed May 2017",
        "accessed 12/01/2017",
        "accessed 6/2/17",
        "accessed 6/2/175",
        "accessed version 1.2.17.4",
        "accessed 31/2/17",
        "retrieved May 2018",
        "Accessed Feb. 30, 2017",
        "accessed 3 May 1889",
        "Where We Stand 3 May 2017",
        "A Study of Web Pages, 3 May 2017",
        "http://a.org/accessed/2017-01-12",
    ],
)
def test_no_date_of_access_is_made_up(text: str) -> None:
    assert access_date(text) is None


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("A. “T.” Site. Oct. 2016. Accessed 12 Jan. 2017 at http://a.org", "Oct. 2016"),
        ("A. “T, 2004-2014” Journal, published online October 20, 2016", "October 20, 2016"),
        ("A, “T,” Journal 8 (2012): 343-367.", "2012"),
        ("A. Report, 2014. Accessed January 13, 2017 at http://a.org", "2014"),
        ("A. Report, 2014. Again in June 2015.", None),
        ("A. (2014, March 5). Report. http://a.org", "2014, March 5"),
        ("A. Report. Published 2014-05-03.", "2014-05-03"),
        ("A. Report, Spring 2014.", "Spring 2014"),
        ("A. Report, 2014.\nB. Report, 2014.", None),
        ("A. Archived from the original on 4 June 2013.", None),
        ("http://a.org/2014/05/x", None),
    ],
)
def test_a_date_of_publication_is_kept_as_written_where_it_is_clear(
    text: str, published: str | None
) -> None:
    assert publication_date(text) == published


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("accessed 5/7/2017", Order.MONTH_FIRST, date(2017, 5, 7)),
        ("accessed 5/7/2017", Order.DAY_FIRST, date(2017, 7, 5)),
        ("accessed 5/7/17", Order.MONTH_FIRST, date(2017, 5, 7)),
        ("accessed 5.7.2017", Order.MONTH_FIRST, date(2017, 7, 5)),
        ("consulté le 5/7/2017", Order.MONTH_FIRST, date(2017, 7, 5)),
        ("accessed 15/7/2017", Order.MONTH_FIRST, date(2017, 7, 15)),
        ("accessed 2017/5/7", Order.DAY_FIRST, date(2017, 5, 7)),
    ],
)
def test_the_order_of_day_and_month_is_the_documents(text: str, order: Order, day: date) -> None:
    assert access_date(text, order) == day
