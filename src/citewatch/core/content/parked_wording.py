"""How gone domains speak: for sale or parked, unused servers, suspended accounts."""

from citewatch.core.content.wording import Phrases

FOR_SALE = Phrases(
    r"""
    domains?(?: names?)? (?:is |are |may be |might be )?(?:available )?for (?:sale|purchase)
    [\w-]+\.[a-z]{2,24} (?:is |may be |might be )for sale
    premium domain
    website is for sale
    buy this domain
    (?:inquire|enquire|interested) (?:about|in) (?:buying )?this domain
    make an offer (?:on|for) this domain
    domain(?: name)? (?:is )?(?:currently )?parked
    parked (?:domain|for free)
    (?:domain|website)(?: name)? (?:has |is )?expired
    expired or suspended
    backorder this domain
    listed in the (?:domain )?marketplace
    future home of
    parked (?:free|page)
    (?:domain|site) not (?:claimed|configured)
    domain (?:is )?registered (?:at|for|by|with) [^.!?]{0,60}(?:customer|client|registrar)?
    domain name has been (?:registered|seized)
    diese domain (?:ist|steht|wurde)[^.!?]{0,60}(?:verkauf|kaufen|geparkt|registriert)
    domain (?:zu verkaufen|steht zum verkauf|kaufen|geparkt)
    domaine[^.!?]{0,40}(?:a vendre|est disponible a l'achat|est gare|parque|expire)
    (?:este )?dominio[^.!?]{0,40}(?:en venta|esta a la venta|esta aparcado|ha expirado|ha caducado)
    (?:este )?dominio[^.!?]{0,40}(?:a venda|esta estacionado|expirou)
    (?:questo )?dominio[^.!?]{0,40}(?:in vendita|e scaduto|parcheggiato)
    (?:deze )?domeinnaam?[^.!?]{0,40}(?:te koop|is verlopen|geparkeerd|gereserveerd)
    (?:dit )?domein[^.!?]{0,40}(?:te koop|is verlopen|geparkeerd|gereserveerd)
    domen[a-z]*[^.!?]{0,30}na (?:sprzedaz|prodej)
    домен[^.!?]{0,40}(?:продается|припаркован|свободен)
    ドメインが無効
    域名(?:出售|已过期|停放)
    此域名
    """
)
ADVERTS = Phrases(
    r"""
    related (?:searches|links|topics)
    sponsored (?:listings|links)
    renewal instructions
    make (?:an )?offer
    buy now
    escrow
    whois
    backorder
    registrar
    nameservers?
    dns zone
    verwandte (?:suchen|themen)
    recherches associees
    """
)
SALE_FILLER = Phrases(
    r"""
    buy it now
    (?:contact|info)(?::? [^\s]+@[^\s]+)?
    premium
    this
    is
    the
    name
    free
    now
    [a-z0-9-]+(?:\.[a-z]{2,12}){1,2}
    """
)
COMING = Phrases(
    r"""
    (?:website |site )?coming soon
    (?:site |website |page )?under construction
    launching soon
    (?:in aufbau|hier entsteht [a-z ]{0,40})
    (?:site )?en construction
    (?:sitio )?en construccion
    (?:site )?em construcao
    (?:sito )?in costruzione
    (?:website )?in aanbouw
    """
)
COMING_FILLER = Phrases(
    r"""
    this
    is
    we are
    we're
    our
    new
    website
    site
    page
    something
    """
)
DEFAULT = Phrases(
    r"""
    welcome to (?:nginx|openresty|tengine|caddy|apache|lighttpd|centos|plesk|iis)[a-z0-9 ]{0,20}
    it works(?:! [a-z0-9 ]{0,20})?
    <some>default (?:web ?|web site |website |plesk |server |host )*(?:page|site|index)<some>
    <some>(?:http )?server test page<some>
    test page for <some>
    (?:apache|nginx|caddy|lighttpd|tomcat|litespeed) (?:works|is working)
    placeholder page
    iis ?(?:windows(?: server)?|\d\d?)(?: server)?
    testing 123
    恭喜.{0,3}站点创建成功
    """,
    {"<some>": "[a-z0-9 :!]{0,40}"},
)
DEFAULT_FILLER = Phrases(
    r"""
    apache2?
    httpd
    congratulations
    powered by [a-z0-9 ]{0,30}
    """
)
DEFAULT_SENTENCE = Phrases(
    r"""
    (?:this is the )?default (?:web ?|welcome |web site |index )*page
    reached the default page
    this is the default (?:server|website|index|welcome)
    (?:web ?server|nginx|apache)<it> (?:is|has been) (?:successfully |properly )*installed
    (?:web ?server|nginx|apache)<it> is (?:successfully |properly )*(?:running|working)
    owner of this (?:web ?site|site) has not (?:put|uploaded|published)
    replace this (?:page|file) with your own
    no content has been (?:uploaded|added)
    这是默认
    """,
    {"<it>": "[^.!?]{0,60}"},
)
SUSPENDED = Phrases(
    r"""
    (?:this |your )?<account> (?:has been |is |was )?(?:currently |temporarily )?<suspended>
    suspended (?:account|domain|page|website|site)
    (?:website|site) expired
    (?:konto|account|webseite|seite) (?:wurde )?(?:gesperrt|deaktiviert)
    (?:compte|site) (?:a ete )?(?:suspendu|desactive)
    (?:cuenta|sitio)(?: web)? (?:ha sido |esta )?suspendid[oa]
    (?:conta|site) (?:foi |esta )?suspens[oa]
    (?:account|sito)(?: e stato)? sospeso
    (?:account|website) (?:is )?(?:opgeschort|geblokkeerd)
    """,
    {
        "<account>": "(?:account|web ?site|site|domain|hosting)(?: account)?",
        "<suspended>": "(?:suspended|deactivated|terminated)",
    },
)
SUSPENDED_FILLER = Phrases(
    r"""
    this
    your
    the
    squarespace
    contact (?:your )?(?:hosting )?(?:provider|support)
    sorry
    error
    """
)
NAMES_DOMAIN = Phrases(
    r"""
    domains?
    domaine
    dominio
    domeinnaam
    parked
    suspended
    nginx
    """
)
