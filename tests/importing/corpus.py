"""Text files as they really come, and what each becomes: the table of `test_corpus.py`.

Each row: the file's name, its bytes, the options of the command, what becomes of it, and what that
shows: words of the output, or fields of the article.
"""

from dataclasses import dataclass, field
from typing import Any

PLAIN = "Mayor speaks\nAt the town hall\n\nThe mayor said yes.\n“Go,” she said.\n"
FRENCH = "Le maire répond\nÀ l’école\n\nLe maire n’a pas répondu à l’appel des élèves.\n"
POLISH = "Burmistrz mówi\nW środę\n\nBurmistrz powiedział, że nie wie. Dodał, że się nie boi.\n"
RUSSIAN = "Мэр сказал\nВ среду\n\nМэр заявил, что не знает ответа. Он сказал это в среду.\n"
ARABIC = "قال الوزير\nفي المدينة\n\nقال الوزير إن الحكومة ستعلن القرار غدا في المدينة.\n"
WRAPPED = """Grain ships leave port

Three ships loaded with grain left the port on Monday, the first
to do so since the spring, and the harbour master said that more
were waiting for the weather to turn.

The ships are bound for Beirut and Tripoli. Their owners had been
unable to insure them, and an agreement on that was reached only
last week after months of talks.
"""
ANPA = """a0456
r i BC-Lebanon-Israel,5thLd-Writethru 09-21 0865
^Strikes hit southern Lebanon<
^By BASSAM MARUNI=
^Associated Wire Writer=
   BEIRUT (AW) _ Strikes hit southern Lebanon on Saturday.
   Nobody was hurt, the ministry said.
AW-NY-09-21-24 1234EDT<
"""
IPTC = """ZCZC AFX234 4 POL 0250
Lebanon-Israel-conflict,lead
Strikes hit southern Lebanon

BEIRUT, Sept 21, 2024 (AFX) - Strikes hit southern Lebanon on Saturday.

Nobody was hurt, the ministry said.
dla/ser
NNNN
"""
BODY = ["The mayor said yes.", "“Go,” she said."]
SHIPS = [
    (
        "Three ships loaded with grain left the port on Monday, the first to do so since the "
        "spring, and the harbour master said that more were waiting for the weather to turn."
    ),
    (
        "The ships are bound for Beirut and Tripoli. Their owners had been unable to insure them, "
        "and an agreement on that was reached only last week after months of talks."
    ),
]
STRIKES = ["Strikes hit southern Lebanon on Saturday.", "Nobody was hurt, the ministry said."]


@dataclass(frozen=True)
class Row:
    """`says` stands in the output; `fields` are of the article, `body` its paragraphs."""

    name: str
    content: bytes
    options: dict[str, Any]
    becomes: str
    says: str = ""
    body: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    sidecar: bytes | None = None


def row(name: str, content: str | bytes, becomes: str, says: str = "", **given: Any) -> Row:
    """A row; other arguments are fields of it, or options of the command."""
    own = {key: given.pop(key) for key in ("body", "fields", "sidecar") if key in given}
    raw = content.encode() if isinstance(content, str) else content
    return Row(name, raw, given, becomes, says, **own)


def lines(*texts: str, end: str = "\n") -> str:
    return end.join(texts) + end


CORPUS = [
    # The format as the README describes it.
    row("plain.txt", PLAIN, "created", body=BODY, fields={"deck_text": "At the town hall"}),
    row("no-last-line-end.txt", PLAIN.rstrip(), "created", body=BODY),
    row("blank-lines.txt", PLAIN.replace("\n", "\n\n \t\n"), "created", body=BODY),
    row("STORY.TXT", PLAIN, "created", body=BODY),
    row("crlf.txt", PLAIN.replace("\n", "\r\n"), "created", body=BODY),
    row("cr.txt", PLAIN.replace("\n", "\r"), "created", body=BODY),
    row("mixed-line-ends.txt", "Mayor speaks\r\nAt the town hall\rYes.\nNo.", "created"),
    row("bom.txt", b"\xef\xbb\xbf" + PLAIN.encode(), "created", body=BODY),
    row("decomposed.txt", "Cafe\u0301\nDeck\nUn cafe\u0301.", "created", body=["Un café."]),
    row("arabic.txt", ARABIC, "created", fields={"deck_text": "في المدينة"}),
    row("emoji.txt", "👩‍🚀 speaks\nDeck\nShe flew.", "created"),
    row("next-line.txt", "Head\nDeck\nOne\x85two.", "created", body=["One two."]),
    row("form-feed.txt", "Head\nDeck\nOne.\x0c Two.", "created", body=["One. Two."]),
    row("etx.txt", "Head\nDeck\nOne\x03 two.", "created", body=["One two."]),
    row("long-lines.txt", "Head\nDeck\n" + "Word " * 4000 + ".", "created"),
    # What is no article.
    row("empty.txt", b"", "failed", "It is empty."),
    row("blank.txt", " \n\t\r\n", "failed", "It is empty."),
    row("headline-only.txt", "Mayor speaks\n", "failed", "line 1: It has a headline but no body."),
    row(
        "no-body.txt", "Mayor speaks\nDeck\n", "failed", "With --no-deck, this line is a paragraph"
    ),
    row("nul.txt", "Head\nDeck\nBo\0dy", "failed", "line 3: It holds a NUL"),
    row("huge.txt", b"x" * (5 * 1024 * 1024 + 1), "failed", "more than 5 MB"),
    row("long-headline.txt", "x" * 301 + "\nDeck\nBody", "failed", "more than 300 characters"),
    row("controls-alone.txt", "\x01\n\x02\n\x03\n", "failed", "The headline is empty"),
    row("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "failed", "line 1: It is not utf-8"),
    row("json.txt", '{"slug": "x"}', "failed", "It has a headline but no body."),
    # Encodings.
    row("cp1252.txt", FRENCH.encode("cp1252"), "failed", "may be cp1252 (“répond”)"),
    row("cp1252-cr.txt", FRENCH.replace("\n", "\r").encode("cp1252"), "failed", "line 1: It is"),
    row("cp1252-named.txt", FRENCH.encode("cp1252"), "created", encoding="cp1252"),
    row("cp1252-auto.txt", FRENCH.encode("cp1252"), "created", "as cp1252", encoding="auto"),
    row(
        "curly-as-latin-1.txt",
        FRENCH.encode("cp1252"),
        "failed",
        "line 2: It holds the control character U+0092",
        encoding="latin-1",
    ),
    row("utf-8-as-cp1252.txt", FRENCH, "failed", "line 1: It is utf-8", encoding="cp1252"),
    row("utf-8-as-mac.txt", FRENCH, "failed", "line 1: It is utf-8", encoding="mac_roman"),
    row(
        "bom-as-cp1252.txt",
        b"\xef\xbb\xbfHead\nDeck\nBody",
        "failed",
        "It is utf-8",
        encoding="cp1252",
    ),
    row(
        "broken-utf-8-as-cp1252.txt",
        FRENCH.encode() + b"\xe9\n",
        "failed",
        "It is utf-8 in most places",
        encoding="cp1252",
    ),
    row("c1-in-utf-8.txt", "Head\nDeck\nIt\x92s late.", "failed", "line 3: It holds the control"),
    row("ascii-as-cp1252.txt", "Head\nDeck\nBody.", "created", encoding="cp1252"),
    row("polish.txt", POLISH.encode("cp1250"), "created", "as cp1250", encoding="auto"),
    row("polish-iso.txt", POLISH.encode("iso8859_2"), "created", "as iso8859_2", encoding="auto"),
    row("russian.txt", RUSSIAN.encode("cp1251"), "created", "as cp1251", encoding="auto"),
    row("koi8.txt", RUSSIAN.encode("koi8_r"), "created", "as koi8_r", encoding="auto"),
    row("arabic-1256.txt", ARABIC.encode("cp1256"), "created", "as cp1256", encoding="auto"),
    row("mac.txt", FRENCH.encode("mac_roman"), "created", "as mac_roman", encoding="auto"),
    row(
        "doubtful.txt",
        b"Caf\xe9\nDeck\nNothing tells.\n",
        "failed",
        "is not certain",
        encoding="auto",
    ),
    row("utf-16.txt", PLAIN.encode("utf-16"), "failed", "it looks like utf-16"),
    row("utf-16-auto.txt", PLAIN.encode("utf-16"), "created", body=BODY, encoding="auto"),
    row("utf-32-auto.txt", PLAIN.encode("utf-32"), "created", body=BODY, encoding="auto"),
    row("utf-16-without-mark.txt", PLAIN.encode("utf-16-le"), "failed", "line 1: It holds a NUL"),
    row("utf-16-named.txt", PLAIN.encode("utf-16-le"), "created", body=BODY, encoding="utf-16-le"),
    row(
        "encoding-in-sidecar.txt",
        FRENCH.encode("cp1252"),
        "created",
        sidecar=b'{"encoding": "cp1252"}',
    ),
    # Layout.
    row("no-deck.txt", "Head\n\nOne.\nTwo.", "created", body=["One.", "Two."], no_deck=True),
    row("no-deck-one-paragraph.txt", "Head\nOne.", "created", body=["One."], no_deck=True),
    row(
        "no-deck-in-sidecar.txt",
        "Head\nOne.",
        "created",
        body=["One."],
        sidecar=b'{"no_deck": true}',
    ),
    row(
        "deck-in-sidecar.txt",
        "Head\nDeck\nOne.",
        "created",
        body=["One."],
        no_deck=True,
        sidecar=b'{"no_deck": false}',
    ),
    row("wrapped.txt", WRAPPED, "created", "look wrapped at 65 characters: --join-lines"),
    row("joined.txt", WRAPPED, "created", body=SHIPS, no_deck=True, join_lines=True),
    row(
        "joined-crlf.txt",
        WRAPPED.replace("\n", "\r\n"),
        "created",
        body=SHIPS,
        no_deck=True,
        join_lines=True,
    ),
    row(
        "joined-indented.txt",
        WRAPPED.replace("\n\n", "\n   "),
        "created",
        body=SHIPS,
        no_deck=True,
        join_lines=True,
    ),
    row(
        "joined-hyphen.txt",
        lines("Head", "Deck deck deck", "", "They met the Franco-", "German group on Monday."),
        "created",
        body=["They met the Franco-German group on Monday."],
        join_lines=True,
    ),
    row(
        "joined-dash.txt",
        lines("Head", "Deck deck deck", "", "They met on a Monday -", "and left on a Tuesday."),
        "created",
        body=["They met on a Monday - and left on a Tuesday."],
        join_lines=True,
    ),
    row(
        "anpa.txt",
        ANPA,
        "created",
        body=STRIKES,
        wire=True,
        fields={
            "dateline": "BEIRUT (AW)",
            "byline": "BASSAM MARUNI",
            "deck_text": "",
            "headline_text": "Strikes hit southern Lebanon",
        },
    ),
    row("anpa-proposed.txt", ANPA, "created", "looks like a wire's story: --wire"),
    row(
        "iptc.txt",
        IPTC,
        "created",
        "wire header taken out: ZCZC AFX234 4 POL 0250",
        body=STRIKES,
        fields={
            "dateline": "BEIRUT, Sept 21, 2024 (AFX)",
            "deck_text": "",
            "headline_text": "Strikes hit southern Lebanon",
        },
    ),
    row(
        "iptc-in-controls.txt",
        "\x16\x16\x01" + IPTC.replace("NNNN", "\x03\nNNNN\x04"),
        "created",
        body=STRIKES,
        wire=True,
        fields={"dateline": "BEIRUT, Sept 21, 2024 (AFX)"},
    ),
    row(
        "iptc-refused.txt",
        IPTC,
        "created",
        wire=False,
        fields={"headline_text": "ZCZC AFX234 4 POL 0250", "dateline": ""},
    ),
    row(
        "dateline.txt",
        lines("Grain ships leave", "BEIRUT — Three ships left."),
        "created",
        body=["Three ships left."],
        wire=True,
        fields={"dateline": "BEIRUT"},
    ),
    row(
        "german-dateline.txt",
        lines("Schiffe", "Berlin (dpx) – Drei Schiffe."),
        "created",
        body=["Drei Schiffe."],
        wire=True,
        fields={"dateline": "Berlin (dpx)"},
    ),
    row(
        "arabic-dateline.txt",
        lines("سفن", "بيروت (رويتكس) - غادرت ثلاث سفن."),
        "created",
        body=["غادرت ثلاث سفن."],
        wire=True,
        fields={"dateline": "بيروت (رويتكس)"},
    ),
    row(
        "no-dateline.txt",
        lines("Talks", "They met (again) - and left. Nobody spoke."),
        "created",
        wire=True,
        body=["They met (again) - and left. Nobody spoke."],
        fields={"dateline": ""},
    ),
    row(
        "dateline-unasked.txt",
        lines("Head", "Deck", "BEIRUT (AW) — It rained."),
        "created",
        body=["BEIRUT (AW) — It rained."],
        fields={"dateline": ""},
    ),
    row(
        "dateline-in-sidecar.txt",
        PLAIN,
        "created",
        sidecar=b'{"dateline": "BEIRUT (AW)"}',
        fields={"dateline": "BEIRUT (AW)"},
    ),
    row(
        "slug-for-a-headline.txt",
        lines("ZCZC", "BC-Lebanon-ships", "BEIRUT (AW) _ Three left."),
        "created",
        body=["Three left."],
        fields={"headline_text": "BC-Lebanon-ships"},
    ),
    row("wire-without-text.txt", lines("ZCZC AFX234 4 POL 0250", "NNNN"), "failed", "no body"),
    # Sidecars.
    row("empty-sidecar.txt", PLAIN, "failed", "sidecar: It is empty", sidecar=b""),
    row("blank-sidecar.txt", PLAIN, "failed", "sidecar: ", sidecar=b" \n"),
    row("half-a-sidecar.txt", PLAIN, "failed", "sidecar: ", sidecar=b'{"slug": "hal'),
    row("bom-in-sidecar.txt", PLAIN, "created", sidecar=b'\xef\xbb\xbf{"section": "World"}'),
    row(
        "encoding-that-is-none.txt",
        PLAIN,
        "failed",
        "There is no encoding “klingon”",
        sidecar=b'{"encoding": "klingon"}',
    ),
]
