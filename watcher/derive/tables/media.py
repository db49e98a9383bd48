"""News media: quoted as sources, they are not what a document is about."""

from typing import Final

from watcher.derive.tables.lists import phrases, words

__all__ = ["MEDIA", "MEDIA_HEADS", "MEDIA_NOUNS"]

MEDIA: Final = frozenset(
    name.casefold()
    for name in phrases(
        """
    Reuters, AP, Associated Press, The Associated Press, AFP, Agence France-Presse, dpa, EPA, EFE, ANSA, TASS
    RIA Novosti, Interfax, Sputnik, RT, Xinhua, CGTN, Global Times, People's Daily, Kyodo, NHK, Jiji, Yonhap
    PTI, ANI, Press Trust of India, Anadolu, Anadolu Agency, AA, TRT, TRT World, Daily Sabah, Hurriyet, Hürriyet
    IRNA, Tasnim, Fars, Fars News, Mehr, ISNA, Press TV, SANA, INA, Rudaw, Kurdistan24, Kurdistan 24
    Shafaq News, Alsumaria, Al Jazeera, Al-Jazeera, Al Arabiya, Al-Arabiya, Al Mayadeen, Al-Monitor
    Asharq Al-Awsat, The National, Gulf News, Arab News, Haaretz, Jerusalem Post, Times of Israel, Ynet, Kan
    Channel 12, BBC, CNN, NBC, NBC News, CBS, CBS News, ABC News, Fox News, MSNBC, CNBC, NPR, PBS, Bloomberg
    Bloomberg News, Financial Times, Wall Street Journal, New York Times, Washington Post, The New York Times
    The Washington Post, The Wall Street Journal, Los Angeles Times, USA Today, Politico, Axios, Semafor, Time
    Newsweek, Economist, The Economist, Guardian, The Guardian, The Times, Telegraph, Sky News, ITV, Le Monde
    Le Figaro, Libération, France 24, RFI, Radio France Internationale, Jeune Afrique, Der Spiegel, Spiegel
    Die Zeit, FAZ, Bild, Süddeutsche Zeitung, Deutsche Welle, DW, ARD, ZDF, MDR, NDR, WDR, Handelsblatt, El País
    El Mundo, La Vanguardia, Corriere della Sera, La Repubblica, Gazeta Wyborcza, Kommersant, Meduza
    Novaya Gazeta, Kyiv Independent, Ukrainska Pravda, Suspilne, Folha de S.Paulo, O Globo, Clarín, Daily Nation
    The Standard, Premium Times, Daily Maverick, Dawn, Geo News, The Hindu, Times of India, Hindustan Times
    Indian Express, NDTV, Straits Times, South China Morning Post, Nikkei Asia, Asahi Shimbun, Yomiuri Shimbun
    Mainichi Shimbun, Rappler, Bangkok Post, Voice of America, VOA, Radio Free Europe, RFE/RL, Radio Free Asia
    Getty Images, UPI news, MEE, Middle East Eye, Twitter, Facebook, X, Telegram, WhatsApp, Instagram, TikTok
    YouTube, رويترز, وكالة رويترز, فرانس برس, وكالة فرانس برس, وكالة الأناضول, الأناضول, الجزيرة, العربية, سانا
    وكالة سانا, وكالة الأنباء السعودية, شفق نيوز, السومرية, رووداو, سبوتنيك
    Truth Social, Nature, Science, Lancet, The Lancet
    """
    )
)
"""Media and agencies by their names, in small letters, and the platforms on which statements are made."""

MEDIA_HEADS: Final = words(
    """
    news tv television radio times post gazette herald tribune daily zeitung noticias press gazeta magazine
    journal newspaper weekly observer newswire wire chronicle courier diario dergisi gazetesi haber ajansı shimbun
    pravda
    """
)
"""Last (or first) words of media's names."""

MEDIA_NOUNS: Final = words(
    """
    newspaper magazine broadcaster television radio outlet media website daily weekly channel journal tabloid
    agency network gazetesi ajansı zeitung sender nachrichtenagentur
    """
)
"""Nouns beside a name that say that it is a medium."""
