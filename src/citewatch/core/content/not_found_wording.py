"""How pages say that what was asked for is not there, in many languages."""

from citewatch.core.content.wording import Phrases

_THING = (
    "(?:the )?(?:web ?)?(?:page|site|document|file|url|address|link|resource|article|story|post"
    "|content|directory|path|record|listing|route|entry|publication)s?"
)
_NOT = "(?:(?:could|can|was|were|is|are|does|did|do) ?(?:not|n't|'nt)|can't|cannot)"
_IT = "[^.!?]{0,80}"

_SENTENCES = """
    # English
    <thing>(?: <it>)? <not> (?:be )?(?:found|located|reached|available)
    <thing>(?: <it>)? <not> (?:seem to |currently )?(?:exist|be there)
    <thing>(?: <it>)? (?:not found|is missing|(?:was )?never existed|has expired|is invalid)
    <thing>(?: <it>)? no longer (?:exists?|available|here|online|active|on this)
    <thing>(?: <it>)? (?:(?:has|have) been (?:removed|deleted|taken down)|was (?:removed|deleted))
    <thing>(?: <it>)? (?:may|might|either|could)(?: have| has)?(?: been| either)* moved
    <thing>(?: <it>)? (?:may|might) (?:be|have been) (?:deleted|removed|renamed|unavailable)
    <thing>(?: <it>)? is ?(?:not|n't) (?:here|available)
    <not> (?:seem to )?(?:find|locate) (?:[^.!?]{0,50} )?<thing>
    <not> (?:seem to )?find (?:what|anything|it)
    (?:unable to|failed to) (?:find|locate) (?:[^.!?]{0,50} )?<thing>
    no such (?:<thing>|app)
    requested (?:url|resource|page) [^\\s]{0,200} was not found
    not found on this server
    (?:file|directory|document|object|content) not found
    cannot (?:get|post) /[^\\s]*
    404:? not found
    404 error
    error:? 404
    404 page
    404:? (?:file|page|document)(?: or directory)?(?: was)? not found
    not found \\(404\\)
    410 gone
    nothing (?:was )?found(?: here| at this (?:location|address))?
    hit a route that does ?n't exist
    (?:broken|dead) link
    has not archived that url
    this content is ?n't available(?: right now| at the moment)?
    does ?n't currently exist at this address
    there is ?n't a [^\\s]+ (?:pages )?site here
    unknown (?:site|domain|host)
    no site (?:for domain|configured)

    # German
    <seite><it>nicht (?:mehr )?(?:gefunden|auffindbar|vorhanden|verfugbar|erreichbar)
    <seite><it>(?:existiert(?: leider)? nicht|nicht existiert|gibt es (?:leider )?nicht)
    <seite><it>(?:geloscht|entfernt)
    (?:konnten?|konnen) <it><seite><it>nicht (?:mehr )?finden
    nicht gefunden
    fehler:? 404
    404[- ]fehler(?:seite)?

    # French
    <page><it>(?:introuvable|non trouvee?|pas (?:ete )?trouvee?|inexistante?)s?
    <page><it>(?:n'existe (?:pas|plus)|n'est (?:pas|plus) (?:disponible|accessible|en ligne))
    <page><it>a ete (?:supprimee?|deplacee?)
    (?:impossible de|n'avons pas (?:pu )?)trouve[rz]? (?:la|cette|le|ce) <page>
    erreur:? 404
    introuvable

    # Spanish
    <pagina><it>no (?:fue |ha sido |se ha |pudo ser |se pudo |se puede )?encontra(?:d[oa]|r)
    <pagina><it>(?:ya )?no (?:existe|esta disponible|se encuentra)
    <pagina><it>(?:inexistente|ha sido (?:eliminad|movid)[oa])
    no (?:se )?(?:ha podido|ha|pudo|puede|pudimos|hemos podido|podemos) encontr[^\\s]+ <it><pagina>
    no encontramos (?:la|el|esta) <it><pagina>
    error:? 404
    no encontrad[oa]

    # Portuguese
    <pagina><it>nao (?:foi |pode ser |pode )?(?:encontrad[oa]|localizad[oa])
    <pagina><it>(?:ja )?nao (?:existe|esta (?:mais )?disponivel)
    <pagina><it>(?:inexistente|foi (?:removid|movid|excluid)[oa])
    nao (?:foi possivel|conseguimos|pudemos) (?:encontrar|localizar)
    erro:? 404
    nao encontrad[oa]

    # Italian
    <pagina><it>non (?:e stat[oa] |puo essere )?trovat[oa]
    <pagina><it>non (?:esiste|e (?:piu )?(?:disponibile|presente|raggiungibile)|disponibile)
    <pagina><it>(?:inesistente|e stat[oa] (?:rimoss|spostat)[oa])
    (?:impossibile|non riusciamo a|non e stato possibile) trovare <it><pagina>
    errore:? 404
    non trovat[oa]

    # Dutch
    <pagina><it>niet (?:meer )?(?:gevonden|worden gevonden|beschikbaar|te vinden|bestaat)
    <pagina><it>(?:bestaat (?:helaas )?niet|kon(?:den)? niet|is (?:verwijderd|verplaatst))
    (?:kunnen|konden) <it>pagina<it>niet (?:vinden|terugvinden)
    niet gevonden
    fout(?:melding)?:? 404

    # Polish, Czech
    nie (?:znaleziono|odnaleziono)
    strona<it>nie (?:istnieje|zostala znaleziona)
    blad 404
    (?:stranka|dokument)<it>(?:nenalezena?|nebyla? nalezena?|neexistuje)
    chyba 404

    # Swedish, Danish, Norwegian, Finnish
    sidan?<it>(?:hittades inte|finns inte|kunde inte hittas|saknas)
    siden?<it>ikke (?:fundet|funnet|findes|tilgjengelig|finde[sr]?)
    siden?<it>(?:findes|finnes) ikke
    sivua ei (?:loydy|loytynyt|ole)
    virhe 404

    # Turkish, Romanian, Hungarian
    sayfa(?:ya|yi)? (?:bulunamad(?:i|\\u0131)|mevcut degil)
    pagina<it>nu (?:a fost gasita|exista)
    az oldal nem talalhato

    # Russian, Ukrainian, Greek
    страниц[аы]<it>(?:не (?:найден|существует|обнаружен)|удален|недоступн)[^\\s]*
    не найдено
    ошибка 404
    сторінк[аиу]<it>не (?:знайден|існує)[^\\s]*
    η σελιδα<it>δεν (?:βρεθηκε|υπαρχει)

    # Japanese, Chinese, Korean, Arabic, Hebrew
    ページ[^。]{0,20}(?:見つかりません(?:でした)?|存在しません|ございません)
    お探しのページ
    (?:页面|页|頁面|网页|網頁|文件或目录)[^。]{0,12}(?:不存在|未找到|找不到|已(?:被)?删除)
    (?:找不到|未找到|没有找到|無法找到)[^。]{0,12}(?:页面|頁面|网页|網頁|文件|站点|页)(?:或目录)?
    페이지를 찾을 수 (?:없습니다|없음)
    존재하지 않는 페이지
    الصفحة[^.]{0,30}(?:غير موجودة|لم يتم العثور)
    (?:העמוד|הדף)[^.]{0,20}לא (?:נמצא|קיים)
"""

_NAMES = """
    (?:requested )?<thing> (?:was )?(?:not found|<not> (?:be )?found|missing|unavailable)
    (?:requested )?<thing> (?:<not> exist|no longer (?:exists|available))
    (?:page|document|file|directory|object|content|site) not found
    not found
    nothing (?:found|here)
    no page found
    gone
    404 (?:page|error|not found)
    no such (?:page|app)
    unknown (?:site|domain|host)
    deployment_not_found
    nosuch(?:key|bucket)
    (?:seite )?nicht gefunden
    fehlerseite
    (?:page )?(?:non trouvee|introuvable)
    (?:pagina )?(?:no|nao) encontrad[oa]
    (?:pagina )?non trovat[oa]
    (?:pagina )?niet gevonden
    strona nie zostala znaleziona
    stranka nenalezena
    sidan hittades inte
    siden ble ikke funnet
    siden blev ikke fundet
    sivua ei loydy
    страница не найдена
    сторінку не знайдено
    sayfa bulunamad(?:i|\\u0131)
"""

_FILLER = """
    o+ps
    opps
    ups
    uh[- ]oh
    sorry
    whoops
    hoppla
    hrm
    errors?
    erreur
    errore
    erro
    fehler
    fout
    blad
    chyba
    fel
    feil
    fejl
    virhe
    ошибка
    https?
    html
    status
    code
    type
    message
    number
    pages?
    seite
    pagina
    this
    that
    we're
    we are
    really
    is
    was
    your?
    requested
    200
    400
    404
    410
    50[0-4]
    !+1+
"""

_NOUNS = {
    "<thing>": _THING,
    "<not>": _NOT,
    "<it>": _IT,
    "<seite>": "(?:seite|datei|dokument|inhalt|artikel|adresse|url|ressource)",
    "<page>": "(?:page|document|fichier|contenu|article|adresse|url|ressource)s?",
    "<pagina>": "(?:pagina|document[oi]?|archivo|arquivo|ficheiro|file|bestand|contenido|conteudo"
    "|contenuto|articulo|artigo|articolo|artikel|direccion|endereco|indirizzo|adres|url|recurso"
    "|risorsa)",
}

SENTENCE = Phrases(_SENTENCES, _NOUNS)
"""What a page says, in its first lines, when there is no such page."""

NAME = Phrases(_NAMES, _NOUNS)
"""A title or heading that is only this is the name of an error page."""

NUMBER = Phrases("404\n410")

FILLER = Phrases(_FILLER)
"""Words that add nothing to the name of an error page."""
