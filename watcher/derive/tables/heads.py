"""Head words: the word of a name that says what it names.

`ORGANISATION` and `PLACE` hold lower-case words that, standing in a name in capitals, tell its kind. `FACILITY` holds
what also follows a name in small letters and belongs to it (`Assad airbase`, `Milimani law courts`). `GROUP` and
`FIRM` follow or precede a name in small letters and tell its kind without belonging to it (`the insurer PZU`).
"""

from typing import Final

from watcher.derive.tables.lists import phrases, words

__all__ = [
    "ARMED",
    "FACILITY",
    "FIRM_SUFFIX",
    "GENERIC",
    "GROUP",
    "OF_HEADS",
    "ORGANISATION",
    "PLACE",
    "SETTLEMENT",
    "SHIPS",
    "SHIP_CLASSES",
    "SHIP_PREFIX",
    "THING",
    "THING_BEFORE",
]

ORGANISATION: Final = words(
    """
    enforcement tech zentrum institut mahkemesi academy administration agency airlines airways alliance army
    assembly association associates authority bank bancorp battalion board bottlers brewery brigade brigades
    brothers bureau business cabinet capital cartel chamber church club coalition college command commission
    commissioner committee communications companies company confederation congress consortium consulate consulting
    convention cooperative corporation corps council court crescent cross customs defence defense department
    directorate division doctors electric electronics embassy energy enterprise enterprises exchange faction
    federation finance financial fleet force forces foundation front fund gang government group guard guards guild
    herald holding holdings hotels inc industries industry initiative inquiry inspectorate institute institution
    insurance integrity intelligence international investigation investments justice laboratories laboratory lab
    labs league legion lobby logistics management media militia ministry mission mobilisation mobilization motors
    movement museum nations navy network networks newspaper observatory office opera orchestra organisation
    organization parliament partners partnership party pharma pharmaceuticals petroleum platform police politburo
    press programme program prosecutor prosecutors railways refinery regiment register regulator relief research
    reserve resistance school schools scouts secretariat securities senate service services shipmanagement
    shipholding
    shipping shipyard society solutions squad squadron steel studio studios supreme syndicate systems taskforce
    team technologies technology telecom theatre theater treasury tribunal trust union united university ventures
    watch watchdog wing works sunworks zeitung ministerium amt bundesamt gericht staatsanwaltschaft gewerkschaft
    verband verein partei konzern werke gesellschaft universität bahn stadtwerke polizei feuerwehr bakanlığı
    partisi üniversitesi müdürlüğü başkanlığı kurumu sendikası derneği vakfı bankası şirketi meclisi başsavcılığı
    savcılığı komutanlığı örgütü birliği konseyi federasyonu belediyesi madencilik kulübü hastanesi komisyonu
    ministère banque compagnie société parti université conseil sans frontières banco partido universidad
    ministerio instituto consejo frente movimiento ejército
    lycée liceo collège gymnasium fondation fundación fundacja stiftung caritas cáritas sindicato cooperativa
    azucarera empresa grupo groupe gruppe gruppo marítimos servicios maritime oceanic fisheries seafoods cargo
    freight advisors advisers solicitors attorneys talent entertainment records gaming foods sugar cement
    minerals sanayi ticaret enerji energo seramik inşaat holdinge nakliyat turizm savings lending microfinance
    custodians escuadrón batallón brigada regimiento marina armada guardia policía carabineros gendarmerie
    kepolisian kementerian universitas universitet università politecnico ateneo asociación associação
    associazione federación confederación colectivo comisaría fiscalía procuraduría tribunal juzgado hermandad
    confraternity diocese archdiocese parish synod caisse assurances assurance versicherung pensjon bryggeri
    rederi kliniken verlag stavebniny banka bankası bankasi investors builders developers distillers textiles
    garments plantations aerospace dynamics robotics biotech biosciences therapeutics genomics semiconductor
    semiconductors software computing broadband telecoms multimedia publishing publishers news diagnostics
    healthcare wealth equity equities asset advocates chambers supermarkets stores outfitters seeds agro agri
    farms dairy ranch orchestra choir ensemble ballet troupe band cybersecurity security platoon squadron corps
    cadets rangers watchers ombudsman elementary sena dal sangh morcha parishad minera compañía companhia
    constructora inmobiliaria naviera aerolíneas
    corporación cervecería petróleos siderúrgica mineração construtora
    """
)

ARMED: Final = words(
    """
    kataib kata'ib liwa harakat jabhat hezbollah hizbullah hizballah jaysh jaish lashkar tehrik hizb saraya asaib
    fatah ansar boko
    """
)
"""First or last words of armed groups' and parties' names; telling, unlike the heads above."""

FIRM_SUFFIX: Final = words(
    """
    inc ltd llc llp plc corp co ag se gmbh kg sa spa nv bv ab asa oy oyj kk sarl sas srl pty bhd tbk pjsc jsc ojsc
    pao n.v b.v s.a s.p.a a.ş aş as a.s kgaa ltda fc sc cf afc
    """
)

PLACE: Final = words(
    """
    channel expressway oblast airport airfield airbase archipelago avenue barracks basin bay beach boulevard
    bridge camp canal cape castle cathedral cemetery city coast county cove crossing dam delta desert district
    falls fjord forest fort fortress garrison glacier governorate gulf gorge harbor harbour heights highlands
    highway hill hills hospital hotel island islands isle isles isthmus jungle kibbutz lagoon lake lakes mall
    market monastery mosque mount mountain mountains ocean palace park passage peninsula pier pipeline plain
    plains plateau plaza port prefecture prison province quarter raion ravine reef refinery region reservoir ridge
    river road sea shrine square stadium station steppe strait straits strip street suburb temple terminal
    territory tower town township tunnel valley village volcano wadi arena gardens zone base flughafen hafen
    straße platz brücke stadt kreis klinikum krankenhaus bezirk ilçesi ili köyü mahallesi havalimanı limanı
    caddesi sokağı meydanı hastanesi cezaevi nehri dağı gölü cerro monte mont jebel jabal rio río puerto playa jbel
    bhavan bhawan occidental oriental resort lodge cliffs creek springs crater caldera shoal valle isla
    islas laguna lago bahía barrio serra praia ilha baía plage forêt île îles lac vallée wharf quay docks
    dockyard manor abbey priory château chateau schloss bandar-e bandar deir kafr avenida calle rua rue praça strada
    ulitsa jalan estrada carretera autopista
    heads villas apartments residences
    compound
    """
)

FACILITY: Final = phrases(
    """
    air base, airbase, air bases, base, military base, naval base, airport, international airport, airfield
    secondary school, primary school, high school, elementary school, middle school, grammar school
    camp, refugee camp, barracks, garrison, port, harbour, harbor, prison, jail, detention centre
    detention center, palace, presidential palace, bridge, dam, refinery, oil refinery, oil field, oilfield
    gas field, power plant, nuclear plant, plant, mine, hospital, law courts, courthouse, station
    railway station, train station, stadium, terminal, pipeline, crossing, border crossing, mosque, church
    cathedral, temple, monastery, museum, university, school, reactor, province, district, county, governorate
    region, village, town, city, valley, river, lake, island, islands, peninsula, mountains, mountain, hills
    fortress, fort, citadel, castle, concert hall, town hall, city hall, hotel, resort, lodge, towers, theatre
    theater, clinic, shipyard, depot
    warehouse, factory, steelworks, mill, checkpoint, headquarters, bunker, silo, wharf, dock, docks, quay, spring
    springs, crater, shoal, spaceport, launch site, test site, landfill, quarry, cemetery, park, zoo, library
    desert, forest, volcano, glacier, strait, gulf, bay, canal, highway, tunnel, reservoir, neighbourhood
    neighborhood, suburb, square, street, avenue, market
    """
)

SETTLEMENT: Final = phrases(
    """
    city, town, village, hamlet, capital, port, province, district, state, region, suburb, neighbourhood
    neighborhood, island, islands, peninsula, river, lake, mountain, volcano, desert, valley, border, county
    governorate, municipality, base, airbase, camp, airport, prison, dam, bridge, refinery, crossing, strait
    village of, ilçesi, köyü
    """
)
"""Lower-case nouns that, before or after a name, say that it is a place."""

GROUP: Final = words(
    """
    group groups party militia militias company firm firms bank agency insurer union movement faction organisation
    organization regulator watchdog operator maker manufacturer retailer airline lender ministry broadcaster
    startup start-up utility refiner miner carmaker brewer publisher charity nonprofit think-tank network
    coalition rebels fighters gang cartel club team federation association shipowner shipyard broker brokers
    supplier subsidiary rival vendor bidder parent owner developer contractor conglomerate chipmaker bank's giant
    fund exchange body brigade battalion army navy force forces police mission agency's newspaper magazine crew
    syndicate ring outfit auditor
    cult sect clan cell congregation band orchestra bookmaker exporter importer grower trader house firma
    unit arm vehicle konzern unternehmen partei gewerkschaft behörde hersteller verein şirketi şirket örgütü partisi
    """
)

THING: Final = words(
    """
    open cup championship championships masters games prix trophy tournament marathon award prize prizes festival
    act bill treaty agreement accord accords declaration protocol pact operation war telescope probe index stack
    code law plan deal project summit conference congress finals league bowl tour vuelta giro derby classic series
    oscar mechanism framework
    """
)
"""Heads of things that are none of person, organisation, place: events, laws, instruments, products."""

THING_BEFORE: Final = words(
    """
    ship vessel tanker freighter ferry corvette cutter tug tugboat dhow barge schooner liner icebreaker minesweeper
    minehunter superyacht lifeboat cable interconnector yacht trawler destroyer frigate submarine carrier cruiser
    boat bulker
    satellite telescope spacecraft rocket mission instrument probe rover star constellation galaxy comet asteroid
    film movie novel book album song painting picture opera play app game drug vaccine missile drone operation
    hurricane typhoon cyclone storm vessels ships tankers ferries trawlers malware ransomware virus worm trojan spyware
    loader bacterium fungus parasite software chatbot model aircraft helicopter airliner jet locomotive
    """
)
"""Lower-case nouns before a name that say that it is a thing."""

SHIPS: Final = words(
    """
    ship vessel tanker freighter ferry yacht trawler destroyer frigate submarine carrier cruiser boat bulker
    corvette cutter
    tug tugboat dhow barge schooner liner icebreaker minesweeper minehunter superyacht lifeboat containership
    """
)
"""Of these, the ships: what follows right after is the ship's name, though it be a person's."""

SHIP_PREFIX: Final = frozenset(
    {
        *"""
        MV MT MS SS MY USS HMS HMAS HMCS HMNZS HSwMS HDMS HNoMS INS USNS RV USCGC KRI BRP TCG BAP ARA ARC BNS PNS SLNS
        ROKS JS FGS ESPS ENS CNS FNS
        """.split()
    }
)

SHIP_CLASSES: Final = words(
    """
    vlcc ulcc lng lpg suezmax aframax panamax capesize kamsarmax supramax handysize handymax ro-ro
    """
)
"""Classes of ships, in capitals or not: before a name they say that it is a ship's."""

OF_HEADS: Final = words(
    """
    bank university institute ministry department college school court church society office house board council
    academy chamber committee commission center centre museum league union federation association organisation
    organization army gulf strait straits sea bay isle isles cape port city province state kingdom republic
    republics people's government declaration treaty battle lord guards brigade brigades battalion front party
    movement coalition congress parliament bureau agency service fund programme program register corporation
    company companies corps knights sons daughters friends doctors conference community states alliance order
    temple mount forces force authority secretariat high democratic national international geophysical palace
    tower bridge club network trust volcano valley lake house garden gardens field fields dome cup festival
    """
)
"""Words in capitals after which `of` belongs to the name."""

GENERIC: Final = (
    ORGANISATION
    | PLACE
    | words(
        """
    prosecutions the of and for in on to national international federal central general supreme high appeal
    foreign interior public state royal joint special regional local global first second third new old great upper
    lower north south east west northern southern eastern western northeast northwest southeast southwest human
    rights security operations operation republican democratic people's popular liberal labour labor socialist
    revolutionary islamic armed military naval maritime air civil constitutional criminal electoral election
    elections trade development economic environmental environment health education transport agriculture finance
    affairs internal external prime minister president anti corruption ethics football basketball tennis cricket
    space main house world red
    """
    )
)
"""Words that many names share: a name made of these alone is no one's own."""
