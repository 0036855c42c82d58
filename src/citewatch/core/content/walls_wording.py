"""How walls speak to a reader: robot checks, denials, sign-in, consent and regions."""

from citewatch.core.content.wording import Phrases

CHALLENGE = Phrases(
    r"""
    just a moment
    attention required
    one more step
    checking (?:if the site connection is secure|your browser)
    (?:verify|verifying|confirm|make sure|prove) (?:that )?you(?:'re| are) (?:a )?human
    (?:verify|verifying|confirm|make sure|prove) (?:that )?you(?:'re| are) not a (?:ro)?bot
    making sure you're not a bot
    are you (?:a robot|human)
    (?:i'm|you're|you are) not a robot
    you appear to be a (?:ro)?bot
    human verification
    (?:complete the )?security check(?:point)?(?: to access)?
    complete the (?:captcha|security check)
    (?:press & hold|press and hold)
    enable javascript and cookies to continue
    please enable (?:cookies|javascript)(?: and| to) (?:cookies|continue|reload|access|view|proceed)
    pardon our interruption
    unusual (?:traffic|activity) from your (?:computer )?network
    automated (?:requests|access|queries)
    our system thinks you might be a robot
    ddos (?:protection|gateway|guard)
    anti-ddos
    bot (?:verification|detection|protection|check)
    too many requests
    sina visitor system
    sicherheitsuberprufung
    (?:nur einen moment|einen moment,? bitte)
    (?:bestatigen|beweisen) sie,? dass sie (?:ein mensch|kein roboter)
    uberprufung,? (?:ob|dass) sie ein mensch
    (?:ihr|ihren) browser (?:wird )?(?:uber|ge)pruft?
    verification de securite
    (?:un instant|patientez)
    verifi(?:ez|er|cation) que vous (?:etes|n'etes pas) (?:un )?(?:humain|robot)
    confirmez que vous n'etes pas un robot
    comprobacion de seguridad
    verifi(?:que|car|cando) que (?:eres|es|usted es) (?:un )?(?:ser )?humano
    no (?:soy|eres|es) un robot
    verifica(?:cao|ndo) (?:de seguranca|se voce e humano|que voce e humano)
    nao sou um robo
    verifica (?:di sicurezza|che (?:tu )?(?:sei|sia) umano)
    non sono un robot
    bevestig dat (?:u|je) (?:een )?(?:mens|geen robot) bent
    beveiligingscontrole
    проверка (?:браузера|безопасности)
    подтвердите,? что вы (?:не робот|человек)
    请(?:完成|进行)?(?:安全)?验证
    """
)
CHALLENGE_FILLER = Phrases(
    r"""
    please
    wait
    loading
    required
    cloudflare
    access
    needed
    """
)

DENIAL = Phrases(
    r"""
    (?:error )?403(?: error)?(?:[ :-]+forbidden)?
    (?:error )?401(?:[ :-]+unauthorized)?
    forbidden(?: url)?
    unauthori[sz]ed
    access (?:is |was |has been )?(?:denied|forbidden|blocked|restricted|closed|disabled)
    access to this (?:page|site|website|resource) (?:is |was |has been )?<refused>
    you have been blocked
    (?:your )?(?:request|ip|ip address) (?:is|was|has been) (?:blocked|rejected|denied|banned)
    the request is blocked
    request (?:blocked|rejected|denied|unsuccessful)
    permission denied
    not (?:authori[sz]ed|allowed|acceptable)
    unsupported browser
    zugriff (?:verweigert|nicht gestattet|gesperrt)
    zugang (?:verweigert|gesperrt)
    acces (?:refuse|interdit|bloque)
    acceso (?:denegado|prohibido|restringido)
    acesso (?:negado|proibido|bloqueado)
    accesso (?:negato|vietato|bloccato)
    toegang (?:geweigerd|ontzegd|verboden)
    доступ (?:запрещен|закрыт|ограничен)[^\s]*
    odmowa dostepu
    atkomst nekad
    adgang naegtet
    拒绝访问
    アクセスが拒否されました
    """,
    {"<refused>": "(?:denied|blocked|forbidden)"},
)
DENIAL_SENTENCE = Phrases(
    r"""
    you do ?(?:not|n't) have (?:permission|authori[sz]ation) to (?:access|view)
    access (?:to (?:this|the) [a-z ]{0,40})?(?:is|was|has been) (?:denied|forbidden|blocked)
    access is forbidden
    (?:request|requested url) (?:is|was|has been) (?:forbidden|blocked|rejected|denied)
    has banned your ip
    request unsuccessful
    something went wrong, but don't fret
    you(?:r ip(?: address)?)? (?:have|has) been (?:blocked|banned)
    blocked by (?:network security|our security)
    reference #\d+\.[0-9a-f]+\.
    """
)
DENIAL_FILLER = Phrases(
    r"""
    error
    http
    status
    code
    sorry
    oops
    cloudflare
    used
    to
    restrict
    the
    your
    this
    url
    """
)

LOGIN = Phrases(
    r"""
    (?:customer |member |user |account |client |please )?(?:log|sign)[- ]?(?:in|on)(?: page)?
    login klienta
    (?:log|sign)[- ]?in (?:or|&|and|/) (?:register|sign[- ]?up|create an account|join)
    (?:account|members?|subscribers?) (?:login|sign[- ]?in|only)
    authentication(?: required)?
    einloggen
    anmelden
    anmeldung
    (?:se )?connecter
    connexion
    identification
    connectez-vous
    iniciar sesion
    inicia sesion
    inicio de sesion
    acceder
    entrar
    iniciar sessao
    fazer login
    (?:accedi|accesso|effettua il login)
    (?:inloggen|aanmelden)
    log ind
    logga in
    logg inn
    kirjaudu(?: sisaan)?
    zaloguj(?: sie)?
    logowanie
    prihlaseni
    вход
    войти
    ログイン
    登录
    登入
    로그인
    """
)
LOGIN_FILLER = Phrases(
    r"""
    to
    for
    or
    your
    an?
    my
    the
    with
    page
    area
    account
    accounts
    form
    welcome
    back
    continue
    register
    registration
    customer
    members?
    user
    in
    bei
    einem?
    konto
    votre
    compte
    cuenta
    conta
    """
)

CONSENT = Phrases(
    r"""
    before you continue
    bevor (?:sie|du) (?:fortfahren|weitergehst|zu [a-z ]{2,20} weiter)
    avant d'acceder a
    antes de (?:ir a|continuar)
    prima di continuare
    voordat (?:je|u) (?:verdergaat|doorgaat|verder gaat)
    (?:your|ihre|vos|tus|le tue) (?:privacy|cookie|datenschutz)[a-z-]* (?:choices|settings)
    (?:cookie|privacy)[- ]?(?:consent|wall|gate|settings|einstellungen|voorkeuren|instellingen)
    we (?:value|respect|care about) your privacy
    wir (?:schatzen|respektieren) ihre privatsphare
    (?:zustimmung|einwilligung) (?:erforderlich|zur datenverarbeitung)
    nous respectons votre vie privee
    valoramos (?:tu|su) privacidad
    valorizamos a sua privacidade
    la tua privacy
    is part of the yahoo family of brands
    (?:mit werbung )?weiterlesen mit werbung
    toestemming voor cookies
    """
)
CONSENT_WORD = Phrases(
    r"""
    cookies?
    consent
    privacy
    accept(?: all)?
    reject(?: all)?
    zustimm(?:en|ung)
    einwillig(?:en|ung)
    datenschutz
    akzeptieren
    ablehnen
    accepter
    refuser
    consent(?:ement|imiento|imento|o)
    aceptar
    rechazar
    aceitar
    rejeitar
    accett(?:a|are|o)
    rifiuta
    accepteren
    weigeren
    toestemming
    partners?
    """
)

REGION = Phrases(
    r"""
    (?:un)?available for legal reasons
    <unavailable> (?:in|to|from|for)(?: users in)? (?:your|this) (?:country|region|location|area)
    (?:not|n't) available in (?:your )?(?:the )?(?:eu|european|malaysia|germany|russia)
    access(?:ed|ing)? (?:[a-z ]{0,40})?from (?:your|a) (?:country|region|location|member state)
    (?:due to|because of|under) (?:the )?(?:gdpr|general data protection regulation)
    (?:enforce|subject to) the general data protection regulation
    (?:country|region) (?:is |has been )?(?:blocked|restricted|not supported)
    nicht (?:in ihrem|in deinem) land verfugbar
    (?:in ihrem|in deinem) land (?:leider )?nicht (?:verfugbar|abrufbar)
    (?:pas|non) disponible dans (?:votre|ce) (?:pays|region)
    no (?:esta )?disponible en (?:tu|su) (?:pais|region)
    nao (?:esta )?disponivel (?:no seu pais|na sua regiao|em seu pais)
    non (?:e )?disponibile nel (?:tuo|vostro) paese
    niet beschikbaar in (?:uw|jouw|je) (?:land|regio)
    (?:error )?451
    """,
    {"<unavailable>": "(?:not|n't|no longer|un) ?(?:currently )?(?:available|accessible)"},
)
LEGAL_BLOCK = Phrases(
    r"""
    (?:site|website|page|access)<it> (?:blocked|restricted|disabled|prohibited)<it><law>
    (?:this|the) (?:site|website|page)<it> (?:blocked|disabled)<it><law>
    prevent access<it><law>
    (?:order|orders) from the court[^.!?]{0,80}(?:prevent|block)
    (?:we are )?blocking this [a-z]* ?site
    not available through [a-z ]{3,40}
    blocked (?:categor|as per|by order)
    violates the (?:national )?law
    (?:seite|webseite|zugang)<it>gesperrt
    (?:site|page|acces)[^.!?]{0,60}bloque[^.!?]{0,80}(?:justice|loi|autorite|tribunal)
    (?:sitio|pagina|acceso)[^.!?]{0,60}bloquead[oa][^.!?]{0,80}(?:orden|ley|judicial|autoridad)
    (?:sito|accesso)[^.!?]{0,80}(?:bloccat[oa]|inibit[oa]|sequestr)[^.!?]{0,80}
    (?:blokere|blokeret)[^.!?]{0,60}(?:adgang|siden)
    доступ[^.!?]{0,80}(?:ограничен|запрещен|заблокирован)[^.!?]{0,200}
    (?:сайт|ресурс)[^.!?]{0,60}(?:блокиран|заблокирован)[^.!?]{0,120}
    единый реестр
    (?:μη επιτρεπτη προσβαση|εχει απαγορευτει)
    menutup akses
    tidak dapat diakses di
    """,
    {
        "<it>": "[^.!?]{0,120}",
        "<law>": "(?:order|authority|court|law|regulation|infring|categor|government)",
    },
)
