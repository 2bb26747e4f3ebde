"""A table of searches: a text, queries that find it, and queries that do not."""

from typing import NamedTuple

import pytest
from django.conf import LazySettings
from django.utils.html import escape
from hypothesis import example, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from articles.models import Article, SearchEntry
from articles.search.arabic import arabic_stem
from articles.search.newest import rank_newest
from articles.search.querying import EmptySearch, read_search
from articles.search.words import LONGEST_WORD, plain_words, read_words
from tests.factories import published_article


class Searches(NamedTuple):
    language: str
    text: str
    found: str
    not_found: str = ""


# Queries are parted by semicolons.
TABLE = [
    Searches("en", "At Kestrel/Wolframite.", "Kestrel; wolframite; Kestrel/Wolframite", "Kestr"),
    Searches("en", "An offer.Zebedee said no.", "Zebedee; offer; offer.Zebedee", "feroz"),
    Searches("en", "Cara\u00adcas and Lago\u200bs.", "Caracas; Lagos; cara\u00adcas", "Cara"),
    Searches("en", "\u200eNairobi\u200f and \u2068Oslo\u2069.", "nairobi; Oslo; \u200eOslo"),
    Searches("en", "\ufeffHaiti.", "Haiti; \ufeffHaiti"),
    Searches("en", "Covid-19 came.", "covid 19; Covid-19; covid–19; covid; 19", "covid 20; 1"),
    Searches("en", "An F-16 of 1979.", "F 16; F-16; f‑16; F16", "F-15; “F16”"),
    Searches("en", "Flight MH-370.", "MH 370; mh-370; MH370 or MH-370", "MH 371"),
    Searches("en", "The F16, the T20 cup, an email.", "F-16; F16; F 16; T20; e-mail", "F 15; T21"),
    Searches("en", "Over 20 of them.", "20", "T20"),
    Searches("en", "Season 2024–25.", "2024-25; 2024–25; 2024 25; 2024/25; 2025 or 25", "2023-24"),
    Searches("en", "It was -19 degrees.", "19; degree 19"),
    Searches("en", "Up 3.5 points to 1,234.", "3.5; 1,234; 1234", "3.4; 1235"),
    Searches(
        "en", "Ten F-16s, two MiG-29s.", "F-16; F16; F 16; f-16s; F16s; MiG-29; mig29", "F-17"
    ),
    Searches("en", "An F-16 and a MiG29.", "F-16s; F16s; f16; MiG-29s; MiG 29", "F-1"),
    Searches("en", "The WHO in 2024.", "WHO 2024; WHO", "WHO 2023; IT 2024"),
    Searches("en", "Who came in 2024?", "Who 2024; in 2024", "WHO 2024"),
    Searches("en", "12 days of May.", "May 12; may 12; A 12"),
    Searches("en", "Eight MPs and NGOs.", "MP; MPs; mps; mp; NGO; ngos; NGOs", "MEP"),
    Searches("en", "An MP of an NGO.", "MPs; mps; NGOs; ngos; MPS"),
    Searches("en", "In the 1990s.", "1990s", "1990; 1991s"),
    Searches("en", "By E-mail on anti-war.", "email; e-mail; emails; Email; antiwar", "mailbox"),
    Searches("en", "Re-elected, co-operated.", "reelected; reelect; cooperate; co-operation"),
    Searches("en", "Reelected by email, antiwar.", "re-elected; e-mail; anti-war; re-elect"),
    Searches("en", "The A/C and N/A.", "AC; A/C; ac; NA; N/A", "AD"),
    Searches("en", "AC power", "A/C; AC"),
    Searches(
        "en", "Over 1,000 of 2,345,678.", "1000; 1.000; 1,000; 1 000; 2345678; 2 345 678", "345"
    ),
    Searches("en", "Over 1000 men.", "1,000; 1.000; 1 000; 1\u00a0000; 1\u202f000; 1’000"),
    Searches("fr", "Plus de 12\u202f500 € et 1\u00a0000.", "12500; 12 500; 12.500; 1000; 1,000"),
    Searches("de", "Rund 1.000 Euro.", "1000; 1.000; 1,000; 1 000", "1001"),
    Searches("ar", "نحو ١٬٠٠٠ شخص", "1000; 1,000; ١٠٠٠; ١٬٠٠٠"),
    Searches(
        "en", "George H. W. Bush", "George H.W. Bush; George H. W. Bush; H W Bush; HW", "G.W."
    ),
    Searches("en", "George H.W. Bush", "George H. W. Bush; George HW Bush; George H W Bush"),
    Searches("es", "EE. UU. y México", "EE.UU.; EEUU; EE. UU.; EE UU"),
    Searches("en", "THE WHO MEETS", "meets; who meets"),
    Searches("en", "Plan B. A new day.", "Plan B; new", "BA"),
    Searches("en", "COVID-19's wave", "covid19; COVID19; covid 19", "covid18"),
    Searches("en", "Mr O'Neil, Ms D’Angelo, al-Assadi", "O’Neil; neil; d'angelo; al assadi"),
    Searches("en", "Counter-attack by X-ray", "counterattack; xray; x-ray", "counteract"),
    Searches("tr", "İstanbul'da Erdoğan ve IŞIK", "istanbul; ISTANBUL; Erdogan; ışık; isik"),
    Searches("en", "Xi 习近平 北京", "习近平; 北京; Xi"),
    Searches("en", "In <Quokkaville> </b>.", "Quokkaville; <Quokkaville>"),
    Searches("en", "The U.N. and U.S.A. met.", "UN; U.N.; U.N; un; USA; U.S.A.", "U.K."),
    Searches("en", "J.K. Penrose of I.B.M", "JK Penrose; J.K. Penrose; IBM", "J.R. Penrose"),
    Searches("en", "Mr al-Assadi spoke.", "al Assadi; al-Assadi; Assadi; Al‑Assadi", "el Assadi"),
    Searches("en", "Of AT&T, R&D and Marks & Sparks.", "AT&T; at&t; r&d; Marks & Sparks", "S&P"),
    Searches("en", "The WHO warned.", "WHO; who; WHO warns", "WHO peace"),
    Searches("en", "O’Brennan’s daughter", "O'Brennan; O’Brennan; Brennan; O'Brennan's"),
    Searches("en", "See https://example.org/Ytterby?a=Gadolin", "Ytterby; Gadolin; example.org"),
    Searches("en", "Write to press@holmium.example", "holmium; press@holmium.example; press"),
    Searches("en", "C:\\files\\Thulium_data.txt", "thulium; data"),
    Searches("en", "#Lutetium @Scandium", "lutetium; #lutetium; scandium; @scandium"),
    Searches("en", "10⁶ of H₂O, m² and 21ˢᵗ", "H2O; H₂O; 10⁶; 21st", "106; 102"),
    Searches("en", "ＦＵＬＬ ｗｉｄｔｈ ４２ ﬁrst", "full width; 42; first"),
    Searches("en", "Zoe\u0308 in cafe\u0301s", "Zoë; zoe; café; cafe; Zoe\u0308"),
    Searches(
        "en", "Running (quickly) “ministers”…", "run; minister; (minister); “running quickly”"
    ),
    Searches("en", "state-of-the-art", "state of the art; state-of-the-art; art"),
    Searches("de", "Die Straße nach Köln", "strasse; Straße; koln; Köln; Koeln", "Kolnisch"),
    Searches("de", "Frau Müller-Lüdenscheidt", "Müller; Lüdenscheidt; muller ludenscheidt; Müll*"),
    Searches("de", "Die Häuser der Ministerin", "Haus; häuser; Minister*", "Hof"),
    Searches("de", "Der 1.FC gegen den TSV1860", "FC; 1.FC; TSV1860; TSV 1860", "TSV 1861"),
    Searches("de", "Ost/West-Konflikt", "Ost; West; Konflikt; Ost-West; West-Konflikt"),
    Searches("fr", "L’élection d’Anaïs à l'Île", "élection; election; l'élection; Anais; ile"),
    Searches("fr", "Un porte\u2010parole, aujourd’hui", "porte-parole; parole; aujourd'hui"),
    Searches("fr", "« Les chevaux »", "cheval; «chevaux»; chevaux"),
    Searches("fr", "Coûts:élevés;Françoise!Hardi?", "couts; francoise; hardi; élevé"),
    Searches("es", "¿Qué hará el señor Núñez?", "nunez; Núñez; ¿Núñez?; señor; senor", "Nudez"),
    Searches("es", "Las canciones/año", "canción; cancion; año; ano"),
    Searches("es", "EE.UU. y la O.T.A.N.", "OTAN; O.T.A.N.; EE.UU.; EEUU"),
    Searches("ar", "قال وزير الخارجية", "الوزير; والوزير; للوزير; وزير; بالوزير; خارجية", "وزارة"),
    Searches("ar", "التقى والوزيرة في لبنان", "الوزيرة; ولبنان; بلبنان; للبنان", "لبن; بنان"),
    Searches("ar", "فلسـطين و\u200fالقُدْس", "فلسطين; القدس; قدس; لفلسطين; وفلسطين", "طين"),
    Searches("ar", "في عام ٢٠٢٤–٢٠٢٥", "2024; ٢٠٢٤; ٢٠٢٤-٢٠٢٥; 2024-2025", "2023"),
    Searches("ar", "اجتمعت اللجنة/المجلس", "لجنة; للجنة; مجلس; والمجلس", "جنة"),
    Searches("ar", "إلى أحمد", "احمد; أحمد; وأحمد; لأحمد", "حمد"),
    Searches("ar", "قال مسؤول في شؤون مصطفى", "مسئول; المسؤول; شئون; مصطفي; مسؤولون", "مال"),
    Searches("en", "Tom&Jerry by X.Y, U.S.Army", "Tom; Jerry; US; Army; XY", "Tomm"),
    Searches("ar", "ذهب الولد إلى البيت", "ولد; بيت; والبيت", "والد; باب"),
    Searches("ar", "ﻻ ﺳﻼم", "سلام; السلام; والسلام"),
]


def queries(text: str) -> list[str]:
    return [query.strip(" ") for query in text.split(";") if query.strip(" ")]


@pytest.mark.django_db
def test_table_of_searches(settings: LazySettings) -> None:
    settings.ARTICLE_LANGUAGES = ["en", "ar", "de", "es", "fr", "tr"]
    wrong = []
    for row in TABLE:
        body = f"<p>{escape(row.text)}</p>"
        published_article("Headline", body=body, language=row.language)
        entry = SearchEntry.objects.all()
        for expected, text in ((True, row.found), (False, row.not_found)):
            for query in queries(text):
                search = read_search(query, languages=[row.language])
                found = rank_newest(entry, Article.objects.public(), search).articles.exists()
                wrong += [(row.text, query, expected)] if found != expected else []
        SearchEntry.objects.all().delete()
    assert wrong == []


def test_table_has_the_searches_that_were_promised() -> None:
    assert sum(len(queries(row.found) + queries(row.not_found)) for row in TABLE) >= 120


# No two of these are the same word to a reader.
DIFFERENT = """
    ولد والد وزير وزارة باب بيت لبنان لبن بنان فلسطين لجنة جنة بحر حر بلد ولاية وفد وطن وقت واحد
    وكالة فريق ريق فوز فيلم لاعب لغة لقاء ليل بعد عد بعض بيان بنك بشر شر بصر وصل صل فصل فتح لون لحم
    بطل طل فرنسا بوتين تين لندن برلمان بغداد ليبيا باريس وادي زار قال وسام بسام سام وجد جديد
    عدد وعد ليس ولي جهود وجه حدود وحدة محكمة ملك مملكة حرب حزب سلام سلطة مصر قصر نصر نفط نقل
"""
SAME = """
    وزير الوزير والوزير بالوزير للوزير بوزير لوزير وبالوزير فالوزير ووزير وللوزير
    رئيس الرئيس والرئيس للرئيس لرئيس برئيس ورئيس فرئيس
    لجنة اللجنة للجنة باللجنة واللجنة وللجنة لجنتها
    مفاوضة مفاوضات المفاوضات والمفاوضات
    لبنان ولبنان بلبنان للبنان فلبنان
    فلسطين وفلسطين لفلسطين بفلسطين
    فلسطيني الفلسطيني الفلسطينية الفلسطينيين والفلسطينيون
    حكومة الحكومة للحكومة حكومتها وحكومة
    مدينة المدينة بمدينة لمدينة بالمدينة مدينتها
    واشنطن وواشنطن بواشنطن لواشنطن
    بيت البيت والبيت ببيت للبيت
    قال وقال فقال
    برلمان البرلمان للبرلمان والبرلمان بالبرلمان
    انتخابات الانتخابات للانتخابات والانتخابات بانتخابات
    شركة الشركة للشركة شركات والشركات لشركة
    محكمة المحكمة للمحكمة بمحكمة محكمتها
    بنك البنك للبنك ببنك وبنك
    لاعب اللاعب للاعب ولاعب بلاعب
    فريق الفريق للفريق لفريق وفريق
    جديد وجديد الجديد والجديدة
    حدود وحدود الحدود بالحدود
    جهود وجهود الجهود
"""


def test_arabic_words_that_differ_have_different_stems() -> None:
    words = DIFFERENT.split()
    assert len({arabic_stem(word) for word in words}) == len(words) >= 50


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_arabic_forms_of_one_word_have_one_stem(line: str) -> None:
    assert len({arabic_stem(word) for word in line.split()}) == 1


@given(st.text(max_size=300), st.sampled_from(["en", "ar", "hi"]))
def test_words_are_letters_and_digits_with_a_space_between(text: str, language: str) -> None:
    words = plain_words(text, language)
    assert words == " ".join(words.split())
    assert not set("-/.<>@_:'\"&*\\") & set(words)
    assert all(len(word) <= LONGEST_WORD for word in words.split())
    assert [word for _, _, word in read_words(text, language)] == words.split(" ") or not words


@pytest.mark.django_db
@limits(max_examples=40, deadline=None)
@example("-".join("ﷺ" * 100))
@example("x" * 200)
@given(st.text(max_size=210))
def test_no_text_breaks_a_search(text: str) -> None:
    try:
        search = read_search(text)
    except EmptySearch:
        return
    list(rank_newest(SearchEntry.objects.all(), Article.objects.public(), search).articles)


@pytest.mark.django_db
@limits(max_examples=40, deadline=None)
@given(st.text(alphabet="ab'\"*-–.&()|!:<>\\/,%_؟\u00ad or", max_size=60))
def test_no_operator_breaks_a_search(text: str) -> None:
    test_no_text_breaks_a_search.hypothesis.inner_test(text)  # type: ignore[attr-defined]
