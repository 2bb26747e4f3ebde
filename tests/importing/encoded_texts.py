"""Texts in seven languages, in the encodings that are used for them."""

from collections.abc import Iterator

TEXTS = {
    ("cp1252", "mac_roman", "iso8859_15"): [
        (
            "Le maire n’a pas répondu à l’appel des élèves. « C’est très grave », a-t-il "
            "déclaré après la réunion à l’école."
        ),
        "L’été dernier, la forêt a brûlé près de la côte. Les pompiers ont lutté jusqu’à l’aube.",
        "Le président a présenté le budget à l’Assemblée. L’opposition a dénoncé la mesure.",
        "Mayor speaks\nThe mayor said he doesn’t know. “We won’t pay,” he told reporters — twice.",
        (
            "Storm at the café\nThe owner didn’t leave; it’s the third storm this year. "
            "“Never,” he said."
        ),
        "Bank raises rates\nThe bank said it will raise rates to 5% – its highest since 2008.",
        "Der Bürgermeister äußerte sich nicht. „Wir müssen prüfen“, erklärte der Sprecher.",
        "Für die Schüler fällt der Unterricht aus. Das Gebäude muss geräumt werden, hieß es.",
        "Die Züge fahren wieder. Größere Verspätungen gibt es nur noch in Köln und Düsseldorf.",
        (
            "El alcalde dijo que mañana habrá más información. ¿Quién pagará? «No lo sé», "
            "dijo el señor Núñez."
        ),
        "La inflación cayó en España según el último informe del ministerio de Economía.",
        "Los niños volvieron al colegio después de la tormenta; aún faltan profesores en la zona.",
    ],
    ("cp1250", "iso8859_2"): [
        "Burmistrz powiedział, że nie wie. „Musimy sprawdzić” – dodał później w środę rzecznik.",
        "W Łodzi spadł śnieg, a pociągi są opóźnione. Mieszkańcy czekają na dworcu.",
        "Rząd przyjął ustawę o podatkach. Opozycja twierdzi, że będzie głosować przeciw.",
    ],
    ("cp1251", "koi8_r"): [
        "Мэр заявил, что не знает ответа. «Мы должны проверить», — сказал он журналистам в среду.",
        "Поезда снова ходят по расписанию. Большие задержки остались только в Москве и Казани.",
        "Правительство приняло закон о налогах. Оппозиция обещает голосовать против него.",
    ],
    ("cp1256", "iso8859_6"): [
        "قال الوزير إن الحكومة ستعلن القرار غدا. وأضاف أن الوضع صعب جدا في المدينة القديمة.",
        "عادت القطارات إلى العمل بعد العاصفة، لكن التأخير مستمر في الشمال والجنوب.",
        "أعلن الرئيس عن خطة جديدة للاقتصاد، وقالت المعارضة إنها غير كافية في هذا العام.",
    ],
}
# What an encoding has not, as a typist would write it.
PLAINER = str.maketrans("’“”„‘«»–—،", '\'"""\'""--,')


def encoded_texts() -> Iterator[tuple[bytes, str]]:
    """Yield texts as bytes, and how they read; each in three lengths."""
    for encodings, texts in TEXTS.items():
        for encoding in encodings:
            for text in texts:
                for variant in (text, f"{text}\nReuters ABC 2024\n{text}", text.split(". ")[0]):
                    content = _encode(variant, encoding)
                    if not content.isascii():
                        yield content, content.decode(encoding)


def _encode(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(PLAINER).encode(encoding)
