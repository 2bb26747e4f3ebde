"""Arabic words for search: without article, joined particles and endings (a light stemmer).

PostgreSQL's stemmer makes three words of وزير, الوزير and والوزير. (Larkey and others, "Light
Stemming for Arabic Information Retrieval", 2007, measured such rules; ours keep a first letter that
belongs to the word's root in the frequent cases listed here.)
"""

import re
from typing import Final

SHORTEST_STEM: Final = 3
# Hamza and its seats, alef maqsura, Persian letters; the writing of these varies in news copy.
_SEATS: Final = str.maketrans("أإآٱىیؤئک", "ااااييءءك")
_ARTICLE: Final = re.compile("[وف]?[بك]?ال|[وف]?لل")
# Longer ones first. Each with the letters that it must leave: لبنان is not لبن.
_ENDINGS: Final = {
    **dict.fromkeys(("تهم", "تها", "ته", "هم", "ها", "ات", "يه", "ية", "ه", "ة", "ي"), 3),
    **dict.fromkeys(("ان", "ون", "ين"), 4),
}
# Beginnings of frequent words and names whose first letter is not a particle.
_OWN: Final = """
    واجب واجه وادي وارد واسع واشنطن واضح واقع والد واحد وباء وثائق وثيق وجب وجد وجه وجوه
    وجود وحد وحش وراث ورث ورد ورش ورق وزار وزير وزراء وزع وزن وساط وسائل وسط وسع وسيط وسيل
    وشك وصف وصل وصول وصي وضع وضوح وطن وظائف وظيف وعد وعود وعي وفاء وفاة وفد وفق وفود وفير
    وقائع وقت وقع وقف وقود وقوع وقوف وكال وكيل ولاء ولاد ولاي ولد ولي وليد وهب وهم وهن ويل
    فائد فائز فائق فاتح فاتور فارس فارق فاروق فاز فاسد فاصل فاطم فاعل فاق فاوض فتا فتح فترة
    فتن فتو فتي فجأ فجر فحص فخر فرات فرار فراغ فرد فرصة فرض فرع فرق فرنس فريق فريد فساد
    فستان فشل فصائل فصل فصيل فضاء فضائ فضح فضل فضيح فعال فعل فقد فقر فقير فكر فلاح فلسطين
    فلسف فلك فنادق فندق فنان فنلند فنون فنزويل فني فهد فهم فوائد فوج فوران فوز فوض فوضى فوق
    فيتنام فيديو فيروس فيصل فيضان فيلم فيلق فئة باب باحث باخر بادر باريس باشر باكستان بالغ
    بايدن بتر بحار بحث بحر بحرين بحوث بداي بدأ بدل بديل بذل براء برامج برازيل برج برد برر
    برغم برق بركان برلمان برلين برميل برنامج برهان بروكسل بريد بريطان بسيط بشأن بشار بشر بصر
    بضائع بضاع بطل بطول بعث بعد بعض بعيد بغداد بقاء بقي بكين بلاد بلاغ بلجيك بلد بلدي بلغ
    بناء بنات بند بنك بنوك بنية بوابة بوتين بوش بوليس بيان بيئ بيت بيروت بيض بيع بيوت بندق
    باقي بحكم بيضاء برشلون بولند بولس بوسط بنغاز بصم بحير بلاط بلو بهاء بهج بؤر بؤس لائح
    لاجئ لاحظ لاحق لاعب لافت لبس لبن لبنان لجأ لجان لجن لجوء لحظ لحق لحم لحن لديه لدي لذيذ
    لسان لطف لطيف لعب لعن لغة لغات لغو لفت لفظ لقاء لقاح لقب لقد لقطة لقى لمح لمس لندن لهب
    لهج لهذا لواء لوائح لوح لوحة لورد لوم لون لوي ليالي ليبي ليبرال ليرة ليزر ليس ليل ليلى
    ليون لؤلؤ وسام وسيم وائل وداد واصل وديع وسن بلال بشرى باسم باسل بسام بسمة بدر بدري براك
    برغوث فاتن فؤاد فادي فراس فريال لمى لين لبيب لبنى لجين ليمون لؤي لطفي لارا بطاطا بوابات
    بصل باكو باص بالي فوت فيض بسط بنزين بترول بلاستيك بورص بوليفي بوتان بلغاري بيلاروس
    فاتيكان فيسبوك فيدرال ليتواني لاتفي لوكسمبورغ لوس لايب واتساب ويكيبيدي ويندوز
""".translate(_SEATS).split()
# Beginnings of longer words; of words with three letters beside an ending, all.
OWN_BEGINNINGS: Final = tuple(word for word in _OWN if len(word) > SHORTEST_STEM)
OWN_ROOTS: Final = frozenset(word for word in _OWN if len(word) == SHORTEST_STEM)


def arabic_stem(word: str) -> str:
    """Return the stem of an Arabic word without vowel signs; words of other scripts as they are."""
    if not "\u0621" <= word[:1] <= "\u064a":
        return word
    stem = _without_ending(without_particles(word))
    return stem[:-1] if stem.endswith("ي") and len(stem) > SHORTEST_STEM else stem


def without_particles(word: str) -> str:
    """Return a word without its article and the و, ف, ب, ل joined to it."""
    word = word.translate(_SEATS)
    article = _ARTICLE.match(word)
    if article and not _has_own_letter(word):
        bare = word[article.end() :]
        if article.group().endswith("لل") and _has_own_letter("ل" + bare):
            return "ل" + bare  # للجنة is ل, ال and لجنة, written with two of the three
        if len(bare) >= SHORTEST_STEM:
            return bare
    return _without_letter(_without_letter(word, "وف"), "بل")


def _without_letter(word: str, particles: str) -> str:
    is_joined = word[0] in particles and not _has_own_letter(word)
    return word[1:] if is_joined and len(word) > SHORTEST_STEM else word


def _has_own_letter(word: str) -> bool:
    """Return whether the first letter belongs to the word's root, in the frequent cases."""
    return word.startswith(OWN_BEGINNINGS) or _without_ending(word) in OWN_ROOTS


def _without_ending(word: str) -> str:
    for ending, left in _ENDINGS.items():
        if word.endswith(ending) and len(word) - len(ending) >= left:
            return word[: -len(ending)]
    return word
