"""The words of the corpus, for meaningless sentences in four languages."""

from __future__ import annotations

LANGUAGES = ("sv", "ar", "pl", "lv")

_SENTENCES = {
    "sv": """byn och skolan odlar tillsammans en trädgård där unga lär sig av äldre grannar medan
        biblioteket samlar berättelser från gården över sjön kursen ger nya vänner arbete språk
        mod kunskap plats resa musik dans verkstaden lagar cyklar åt alla som vill cykla längs
        ån föreningen bjuder på soppa bröd öl samtal film höstens möten handlar om rätten till
        vård hem hälsa kvinnornas nätverk startar företag i bygden året därpå växer gruppen""",
    "ar": """في القرية مدرسة تزرع حديقة يتعلم فيها الشباب من كبار السن وتجمع المكتبة حكايات
        الجيران عبر البحيرة الدورة تمنح أصدقاء جدد وعملا ولغة وشجاعة ومعرفة ومكانا ورحلة
        وموسيقى ورشة تصلح الدراجات لكل من يريد السير على ضفة النهر الجمعية تقدم حساء وخبزا
        وحوارا وفيلما لقاءات الخريف حول الحق في الرعاية والسكن والصحة شبكة النساء تبدأ مشاريع
        صغيرة ثم تكبر المجموعة عاما بعد عام بدعم من البلدية والمتطوعين""",
    "pl": """wieś i szkoła uprawiają wspólnie ogród gdzie młodzi uczą się od starszych sąsiadów a
        biblioteka zbiera opowieści znad jeziora kurs daje nowych przyjaciół pracę język odwagę
        wiedzę miejsce podróż muzykę taniec warsztat naprawia rowery dla wszystkich którzy chcą
        jeździć wzdłuż rzeki stowarzyszenie zaprasza na zupę chleb rozmowę film jesienne
        spotkania dotyczą prawa do opieki mieszkania zdrowia sieć kobiet zakłada firmy we wsi
        rok później grupa rośnie dzięki gminie oraz wolontariuszom""",
    "lv": """ciems un skola kopā kopj dārzu kur jaunieši mācās no vecākiem kaimiņiem bet bibliotēka
        krāj stāstus no ezera krasta kurss dod jaunus draugus darbu valodu drosmi zināšanas vietu
        ceļojumu mūziku deju darbnīca labo velosipēdus visiem kas vēlas braukt gar upi biedrība
        cienā ar zupu maizi sarunu filmu rudens tikšanās ir par tiesībām uz aprūpi mājokli
        veselību sieviešu tīkls dibina uzņēmumus novadā gadu vēlāk grupa aug ar pašvaldības un
        brīvprātīgo palīdzību""",
}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WORDS = {language: _listed(text) for language, text in _SENTENCES.items()}

SLUG_WORDS = _listed("alder amber birch cedar delta ember fjord grove heron ivory juniper larch maple opal quill raven")

PARTNERS = (
    *("Ängens Folkhögskola", "Föreningen Rönnbär", "Kooperativet Åkern", "Studio Norrsken AB"),
    *("جمعية الزيتون", "مركز الأمل للتدريب", "مكتبة النهر", "Nour & Partners"),
    *("Fundacja Źródło", "Stowarzyszenie Łąka", "Dom Kultury nr 7", "Spółdzielnia Jaskółka"),
    *("Biedrība “Ķiršu dārzs”", "Nodibinājums Vēja zieds", "Cēsu darbnīca", "Upes skola"),
)

REGIONS = _listed(
    """alvdal bergsby dalvik ekenas forsa granby hagen isala jonkov kalnin lipova
    mazupe norvik olszyn piltene rudnik saulkalne tarnow ugale zelow"""
)
TARGET_GROUPS = _listed(
    "apprentices carers children fishers gardeners migrants musicians neighbours nurses pensioners pupils women"
)
ACTIVITIES = _listed("choir courses digging filming gardening meetings mending reading theatre travel")
STATUSES = ("planned", "ongoing", "finished")
CURRENCIES = ("SEK", "EUR", "PLN")

TITLES = {"sv": "Mätsajten", "ar": "موقع القياس", "pl": "Strona pomiarowa", "lv": "Mērījumu vietne"}
