"""Reporting words of the languages beside English: verbs, sources, judgements, speakers."""

from typing import Final

from articles.suggestions.engine.word_lists import words

# Letters that Arabic writes before a word without a space: and, so.
CLITICS: Final = {"ar": "[وف]?"}
# Vowel signs, which Arabic may write or not.
VOWEL_SIGNS: Final = {"ar": "[\u064b-\u0652]*"}
VERBS: Final = {
    "ar": (
        "قال قالت يقول تقول قالوا أضاف أضافت صرح صرحت أكد أكدت يؤكد تؤكد أعلن أعلنت أوضح أوضحت "
        "كتب كتبت ذكر ذكرت أشار أشارت شدد شددت اعتبر اعتبرت حذر حذرت رد ردت تابع تابعت رأى رأت "
        "تساءل تساءلت نفى نفت لفت لفتت ختم ختمت وصف وصفت أعرب أعربت طالب طالبت اتهم اتهمت "
        "بيّن بيّنت احتج احتجت صرخ صرخت تحدث تحدثت أجاب أجابت نشر نشرت استنكر استنكرت أسف أسفت "
        "انتقد انتقدت نبه نبهت وعد وعدت هدد هددت اعترف اعترفت رفض رفضت نقل نقلت "
        "قائلا قائلة قائلاً بالقول أفاد أفادت دعا دعت علق علقت كشف كشفت زعم زعمت"
    ),
    "de": (
        "sagt sagte sagten gesagt schreibt schrieb schrieben erklärt erklärte erklärten betont "
        "betonte meint meinte warnt warnte warnten teilte teilten kritisiert kritisierte fordert "
        "forderte erzählt erzählte antwortet antwortete rief riefen ruft fragt fragte entgegnet "
        "entgegnete behauptet behauptete bestätigt bestätigte versichert versicherte ergänzt "
        "ergänzte klagt klagte mahnt mahnte räumt räumte kündigt kündigte freut freute jubelt "
        "jubelte bekräftigt bekräftigte widerspricht widersprach appelliert appellierte erinnert "
        "erinnerte bedauert bedauerte lobt lobte unterstreicht unterstrich erläutert erläuterte "
        "verspricht versprach droht drohte scherzt scherzte seufzt seufzte schimpft schimpfte "
        "urteilt urteilte resümiert resümierte twittert twitterte postete hieß fügte fügt "
        "kommentiert kommentierte stellte zitiert zitierte konterte stöhnte spottete nannte nennt "
        "bezeichnet bezeichnete sprach spricht beteuert beteuerte gestand beschrieb schwärmt "
        "hält hielt forderten "
        "winkte ließ ärgert ärgerte wundert wunderte kontert prophezeit prophezeite wettert "
        "wetterte lachte scherzte staunte begründet begründete rät riet empört empörte "
        "schwärmte flüsterte schrie zufolge verkündet verkündete argumentiert argumentierte"
    ),
    "fr": (
        "dit dis disait disent ont-dit affirme affirmé affirmait affirment déclare déclaré "
        "déclarait déclarent explique expliqué expliquait expliquent ajoute ajouté ajoutait "
        "écrit écrivait estime estimé estimait estiment assure assuré assurait assurent souligne "
        "souligné soulignait répond répondu répondait raconte raconté racontait racontent précise "
        "précisé précisait lance lancé lançait indique indiqué indiquait insiste insisté insistait "
        "prévient prévenu rappelle rappelé rappelait regrette regretté regrettait reconnaît "
        "reconnu confie confié confiait conclut conclu tranche tranché martèle martelé accuse "
        "accusé dénonce dénoncé dénonçait répète répété poursuit poursuivi reprend interroge "
        "interrogé demande demandé demandait sourit soupire soupiré tweete tweeté annonce annoncé "
        "confirme confirmé plaide plaidé promet promis jure juré avertit averti alerte alerté "
        "admet admis avoue avoué ironise ironisé plaisante plaisanté indigne indigné exclame "
        "exclamé crie crié murmure murmuré nuance nuancé renchérit rétorque rétorqué réplique "
        "répliqué résume résumé témoigne témoigné commente commenté considère considéré salue "
        "salué qualifie qualifié déplore déploré juge jugé glisse glissé lâche lâché peste pesté "
        "emporte emporté balaie balayé souvient écrie écrié évoque évoqué savoir réagit réagi "
        "parle parlé parlait "
        "proteste protesté fustige fustigé objecte objecté rassure rassuré "
        "détaille détaillé argumente argumenté espère craint craignait redoute"
    ),
    "es": (
        "dice dijo decía dicen dijeron afirma afirmó afirmaba declara declaró explica explicó "
        "explicaba añade añadió añadía escribe escribió asegura aseguró aseguraba señala señaló "
        "advierte advirtió responde respondió comenta comentó comentaba subraya subrayó denuncia "
        "denunció lamenta lamentó sostiene sostuvo pregunta preguntó reconoce reconoció indica "
        "indicó cuenta contó contaba grita gritó insiste insistió admite admitió celebra celebró "
        "reitera reiteró recalca recalcó manifiesta manifestó recuerda recordó replica replicó "
        "concluye concluyó apunta apuntó apuntaron exclama exclamó agrega agregó anuncia anunció "
        "confirma confirmó aclara aclaró destaca destacó considera consideró opina opinó relata "
        "relató expresa expresó promete prometió bromea bromeó matiza matizó remarca remarcó "
        "protesta protestó garantiza garantizó descarta descartó informa informó queja quejó "
        "interrumpe interrumpió contesta contestó publica publicó habla habló "
        "pide pidió exige exigió reclama reclamó "
        "puntualiza puntualizó espeta espetó zanja zanjó califica calificó tacha tachó prosigue "
        "prosiguió rechaza rechazó critica criticó tuiteó confesó confiesa ironizó detalló"
    ),
}
# Words before a source. German has some behind the quoted words (“…”, so NAME).
ACCORDING: Final = {
    "en": r"\b[Aa]ccording\s+to\s+|\b[Ii]n\s+the\s+words\s+of\s+",
    "ar": r"(?<!\w)[وف]?(?:(?:وفقا|وفقاً)\s+ل|(?:بحسب|حسب)\s+(?!ما\b))",
    "de": (
        r"\b[Ll]aut\s+|\b[Nn]ach\s+(?:Angaben|Ansicht|Worten)\s+(?:von\s+|des\s+|der\s+)?"
        r"|\bFür\s+(?=[A-ZÄÖÜ])|(?<=, )so\s+(?=[A-ZÄÖÜ]|der\b|die\b|das\b)"
    ),
    "fr": r"\b[Ss]elon\s+|\b[Dd][’']après\s+|\bPour\s+(?=[A-ZÀ-Ý])|\b[Àà]\s+en\s+croire\s+",
    "es": (
        r"\b[Ss]egún\s+|\b[Dd]e\s+acuerdo\s+con\s+|\b[Aa]\s+juicio\s+de\s+"
        r"|\bPara\s+(?=[A-ZÁÉÍÓÚ])|\b[Ee]n\s+palabras\s+de\s+"
    ),
}
# Words that lead to a judgement in the speaker's words; the marks follow.
EVALUATIONS: Final = {
    "en": (
        r"\b(?:call|describ|label|label+|brand|dismiss|denounc|condemn|slam+|blast|derid|lament|"
        r"decr[iy]|prais|hail|mock|criticis|criticiz|reject|ridicul|bemoan|applaud|characteris|"
        r"characteriz|portray)(?:e|es|ed|s|ing)?\s+(?:it|him|her|them|this|that|us|"
        r"(?:the|his|her|their|its|an?|what|those|these|[A-Z][\w’'.-]+)(?:\s[\w’'-]+){0,5}?)"
        r"(?:\s+as)?(?:\s+(?:an?|the))?\s*$"
        r"|\b(?:(?:rail|rant|rag)(?:s|e|es|ed|ing)? (?:against|about)|"
        r"(?:warn|complain|boast|despair)(?:s|ed|ing)? (?:of|about)|"
        r"accus(?:e|es|ed|ing) (?:[\w’'.-]+ ){1,4}of)(?: (?:an?|the|his|her|their))?\s*$"
    ),
    "ar": r"(?<!\w)[وف]?(?:وصفت?|اعتبرت?|طالبت?|اتهمت?|أعربت?)\b[^.!؟:«»“”]{0,60}$",
    "de": (
        r"\b(?:nannte|nennt|nannten|bezeichnete?n?|sprach|spricht|sprachen|beklagte|beschrieb)\b"
        r"[^.!?:„“»«]{0,60}$"
    ),
    "fr": (
        r"\b(?:qualifi\w+|dénon[cç]\w+|salu\w+|parl\w+|évoqu\w+|jug\w+|fustig\w+|déplor\w+)\b"
        r"[^.!?:«»“”]{0,60}$"
    ),
    "es": (r"\b(?:calific\w+|tach\w+|tild\w+|habló|habla|hablaron|describ\w+)\b[^.!?:«»“”]{0,60}$"),
}
# A clause behind a quotation and its comma that begins so does not say who spoke.
OTHER_CLAUSES: Final = {
    "ar": r"(?:و|ف|ثم|لكن|بينما|التي|الذي|حيث|مما|إذ)",
    "de": (
        r"(?:und|aber|oder|sondern|der|die|das|dem|den|dessen|deren|wo|was|weil|dass|wenn|als|um)"
        r"\b"
    ),
    "es": (
        r"(?:y|e|o|pero|sino|que|donde|cuando|cuyo|cuya|porque|aunque|mientras|en|de|por|para)\b"
    ),
    "fr": (r"(?:et|ou|mais|qui|que|dont|où|car|alors|puis|tandis|lorsque|quand|en|de|dans|pour)\b"),
}
# Words before a verb that its subject follows: comme le dit NAME.
AS: Final = {
    "ar": r"[وف]?كما",
    "de": r"[Ww]ie",
    "es": r"[Cc]omo(?: lo)?",
    "fr": r"[Cc]omme(?: l[’e]?)?",
}
# Words that may begin a sentence with a capital, and are no names.
BEGINNINGS: Final = {
    "de": words(
        "wie wenn nach aber seit heute gestern so mit ohne auf zwischen nein ja und oder dieser "
        "diese dieses in bei während am im zum zur auch doch"
    ),
    "es": words(
        "como según cuando para tras pero aunque mientras desde hasta hoy ayer ahora así en con "
        "por sin sobre entre si no sí y o ni que quien esto eso este esta"
    ),
    "fr": words(
        "comme selon quand pour après mais depuis hier aujourd’hui ainsi avec sans sur entre si "
        "non oui et ou ce cette cela ces dans lors pendant au aux en"
    ),
}
PRONOUNS: Final = {
    "en": {"he": "m", "she": "f", "they": "they", "who": "who", "it": "it"},
    "ar": {},
    "de": {"er": "m", "sie": "f"},
    "fr": {"il": "m", "elle": "f"},
    "es": {"él": "m", "ella": "f"},
}
_FEW_WORDS: Final = r"(?: [\w’'.-]+){0,6}?"
# Speakers without a name, as group 1.
PHRASES: Final = {
    "ar": (
        r"\W*([^\W\d_]\w*(?:\s+[^\W\d_]\w*){0,6}?)(?=\s*(?:$|[،,;.:(«“])|"
        r"\s(?:أن|إن|فإن|إنه|إنها|بأن|بأنه|بأنها|على|في|إلى|من|عن|خلال|قائلا|قائلة|قائلاً|بالقول|ما|"
        r"لوكالة|بـ)(?!\w))"
    ),
    "de": (
        r"\W*((?:[Dd]er|[Dd]ie|[Dd]as|[Ee]ine?|[Ii]hre?|[Ss]eine?)(?: [\w’'.-]+){1,6}?)"
        r"(?=\s*(?:$|[,;.:(„»«])| (?:am|im|in|bei|mit|nach|auf|zu|hat|ist|war|ein)\b)"
    ),
    "es": (
        r"\W*((?:[Ee]l|[Ll]as?|[Ll]os|[Uu]na?|[Ss]us?|[Ff]uentes)(?: [\w’'.-]+){1,6}?)"
        r"(?=\s*(?:$|[,;.:(«“])| (?:que|en|tras|ayer|hoy|ha|había|es|era)\b)"
    ),
    "fr": (
        r"\W*((?:[Ll]es?|[Ll]a|[Uu]ne?|[Ss]on|[Ss]a|[Ll]eurs?|[Dd]es|[Ll][’'][\w-]+)"
        rf"{_FEW_WORDS})(?=\s*(?:$|[,;.:(«“])| (?:qui|que|dans|lors|jeudi|a|ont|avait|est)\b)"
    ),
}
