"""What deriving knows of Arabic, which has no capitals: the words that come before names, and those that end them."""

from typing import Final

from watcher.derive.tables.lists import words

__all__ = ["CLITICS", "ENDS", "ORGANISATION_HEADS", "PLACE_HEADS", "TITLES"]

TITLES: Final = words(
    """
    رئيس الرئيس وزير الوزير العميد اللواء الفريق العقيد المقدم الرائد النقيب القائد قائد المتحدث الناطق الشيخ
    الدكتور السيد النائب السفير المبعوث المدير مدير الأمين الخبير المحلل الباحث القبطان المحامي القاضي الصحفي
    الناشط الأمير الملك محافظ المحافظ عضو زعيم الجنرال المستشار الطبيب المهندس الكاتب
    """
)
"""Titles and offices before a person's name."""

PLACE_HEADS: Final = words(
    """
    مدينة محافظة ميناء قاعدة معسكر مطار منطقة قرية جبل نهر مضيق جزيرة بلدة حي إقليم مديرية ساحل سجن مستشفى جسر
    معبر باب بحر خليج وادي شارع
    """
)
"""Generic nouns before a place's name."""

ORGANISATION_HEADS: Final = words(
    """
    وزارة حزب جماعة حركة قوات بعثة شركة منظمة مركز جامعة القيادة مجلس هيئة بنك اتحاد محكمة جيش كتائب لواء تنظيم
    مؤسسة وكالة جمعية نقابة تيار تحالف فيلق جهاز الأمم الاتحاد خفر
    """
)
"""Generic nouns that begin the name of a body."""

ENDS: Final = words(
    """
    في من على إلى عن أن إن كان كانت قد لا ما لم لن هو هي هم هذا هذه ذلك تلك التي الذي الذين بعد قبل خلال منذ مع
    بين حتى ثم أو أي كل بعض غير عند حول ضد نحو لدى أمام تحت فوق وقال وأضاف وأكد وأوضح وأشار ودعا وزار والتقى قال
    أضاف أكد أوضح أعلن أعلنت أعلنوا نفى دعا زار التقى يوم مساء صباح الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة
    السبت باسم إنه إنها أنه أنها بأن بأنه كما حيث إذا لكن ولكن بل سوف علاقة عدم دون وكانت وكان يدل كانوا سبعة قرب
    قبالة جهته جنوب شمال شرق غرب جنوبي شمالي شرقي غربي وسط داخل خارج عقده عقدته بالتعاون بالأسلحة
    """
)
"""Words that belong to no name and end one."""

CLITICS: Final = ("وال", "بال", "فال", "كال", "لل", "و", "ب", "ل", "ف")
"""Particles written onto the front of a word, longest first (those with the article keep it: `بال` → `ال`)."""
