"""Organisations that news names without saying what they are."""

from typing import Final

from watcher.derive.tables.lists import phrases, words

__all__ = ["KNOWN_ACRONYMS", "KNOWN_ORGANISATIONS"]

KNOWN_ORGANISATIONS: Final = frozenset(
    name.casefold()
    for name in phrases(
        """
    Goldman Sachs, Morgan Stanley, JPMorgan, JPMorgan Chase, Citigroup, Citi, Wells Fargo, Barclays, HSBC
    Santander, UBS, Credit Suisse, Deutsche Bank, BNP Paribas, Société Générale, UniCredit, Intesa Sanpaolo, ING
    Rothschild, Lazard, BlackRock, Blackstone, KKR, Berkshire Hathaway, McKinsey, Deloitte, PwC, KPMG, EY
    Ernst & Young, Moody's, Fitch, Standard & Poor's, Rio Tinto, BHP, Glencore, Vale, Anglo American
    Freeport-McMoRan, Barrick, Newmont, ArcelorMittal, Thyssenkrupp, Shell, BP, ExxonMobil, Exxon, Chevron
    TotalEnergies, Total, Eni, Repsol, Equinor, Petrobras, Pemex, Aramco, Saudi Aramco, Adnoc, Gazprom, Rosneft
    Lukoil, Rusal, Sinopec, PetroChina, CNOOC, Petronas, Maersk, MSC, Hapag-Lloyd, Cosco, Boeing, Airbus
    Lockheed Martin, Raytheon, Northrop Grumman, BAE Systems, Thales, Leonardo SpA, Rheinmetall, Saab, Embraer
    Bombardier, Rolls-Royce, Siemens, Bosch, Philips, Ericsson, Nokia, Huawei, ZTE, Samsung, LG, Sony, Toshiba
    Hitachi, Panasonic, Mitsubishi, Mitsui, Sumitomo, SoftBank, Nomura, Nintendo, SK Hynix, Hynix, TSMC, Foxconn
    ASML, Intel, AMD, Nvidia, Qualcomm, Micron, IBM, Oracle, SAP, Microsoft, Apple, Google, Alphabet, Amazon
    Meta, Netflix, Tesla, OpenAI, Anthropic, Uber, Airbnb, Alibaba, Tencent, Baidu, ByteDance, Xiaomi
    Volkswagen, BMW, Daimler, Mercedes-Benz, Porsche, Audi, Renault, Stellantis, Peugeot, Fiat, Ford, Toyota
    Honda, Nissan, Hyundai, Kia, BYD, Tata, Reliance, Adani, Infosys, Wipro, Pfizer, Moderna, AstraZeneca
    Novartis, Roche, Sanofi, Bayer, BASF, Merck, GSK, Novo Nordisk, Nestlé, Nestle, Unilever, Danone, Coca-Cola
    PepsiCo, McDonald's, Starbucks, Walmart, Tesco, Carrefour, Ikea, H&M, Inditex, Zara, Nike, Adidas, Puma
    LVMH, Kering, Lufthansa, Ryanair, EasyJet, Emirates, Qantas, Garuda, Lion Air, AirAsia, IndiGo, Air France
    KLM, Delta Air Lines, Lloyd's, Lloyds, Allianz, Axa, Zurich Insurance, Euronext, Nasdaq, Hamas, Hezbollah
    Fatah, Taliban, Boko Haram, Al-Qaeda, al-Qaeda, Al Qaeda, Al-Shabaab, al-Shabab, Wagner, Houthis, Likud
    Fidesz, Interpol, Europol, Greenpeace, Amnesty, Oxfam, Unicef, UNICEF, UNESCO, Frontex, Eurostat
    Eurocontrol, Kremlin, Pentagon, Scotland Yard, Shin Bet, Mossad, Whitehall, Bundesbank, Bundesliga, Duma
    Knesset, Lok Sabha, Rajya Sabha, Diet, Riksdag, Storting, Sejm
    """
    )
)
"""Firms, parties, parliaments and armed groups by their usual names, in small letters."""

KNOWN_ACRONYMS: Final = words(
    """
    nato nasa fifa uefa opec ecowas asean unesco unicef unhcr osce interpol europol brics mercosur fbi cia imf iaea
    apec nafta usaid darpa comesa sadc igad gcc fsb gru sbu nsa mossad hamas
    """
)
"""Acronyms so frequent that a word list holds them: in capitals they are names."""
