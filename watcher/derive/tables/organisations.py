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
    Knesset, Lok Sabha, Rajya Sabha, Diet, Riksdag, Storting, Sejm, Bundestag, Bundesrat, Folketing, Althing
    Eduskunta, Verkhovna Rada, Majlis, Congress, Senate, House of Commons, House of Lords, Commons, Dáil, Oireachtas
    Holyrood, Stormont, Senedd, John Lewis, Marks & Spencer, Sainsbury's, Morrisons, Asda, Aldi, Lidl, Waitrose
    Boots, Debenhams, Primark, Next, Claire's, Pizza Hut, Burger King, Wendy's, Domino's, Macy's, Nordstrom, Target
    Costco, Kroger, Best Buy, Home Depot, Sears, JCPenney, Toys R Us, Ralph Lauren, Louis Vuitton, Hugo Boss
    Calvin Klein, Tommy Hilfiger, Christian Dior, Dior, Chanel, Gucci, Prada, Burberry, Hermès, Estée Lauder
    L'Oréal, Johnson & Johnson, Procter & Gamble, Eli Lilly, Philip Morris, Harley-Davidson, General Motors
    General Electric, Caterpillar, John Deere, Cargill, Bunge, Louis Dreyfus, Trafigura, Vitol, Gunvor, Mercuria
    Baker Hughes, Halliburton, Schlumberger, Charles Schwab, Merrill Lynch, Lehman Brothers, Bear Stearns, Evercore
    Houlihan Lokey, Moelis, Jefferies, Alvarez & Marsal, FTI Consulting, Grant Thornton, Teneo, Kroll, Interpath
    Kirkland & Ellis, Linklaters, Freshfields, Clifford Chance, Allen & Overy, Slaughter and May, Baker McKenzie
    Latham & Watkins, Jones Day, White & Case, Thomas Cook, Air India, Air Canada, Avianca, Iberia, Finnair
    Norsk Hydro, Vattenfall, Ørsted, Vestas, Statkraft, Tata Steel, Larsen & Toubro, Mahindra, Bharti Airtel
    Ambuja, Emaar, Etihad, Masdar, Mubadala, Temasek, CATL, Evergrande, Vanke, SMIC, Cathay Pacific, Naver, Kakao
    Lotte, Hanwha, POSCO, Rakuten, Fujitsu, Kioxia, Renesas, Denso, Marubeni, Itochu, Safaricom, MTN, Dangote
    Naspers, Shoprite, Sasol, Eskom, Transnet, Vodafone, Orange, Telefónica, Telenor, Telia, Iberdrola, Enel, Engie
    Sinn Féin, Fianna Fáil, Fine Gael, Shiv Sena, Bharatiya Janata Party, Forza Italia, Syriza, Podemos, Vox, Pasok
    EDF, Areva, Orano, Veolia, Suez, Alstom, Stadler, Hitachi Rail, Amtrak, Union Pacific, BNSF, CSX
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
