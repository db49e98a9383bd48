"""Names that news uses for more than one thing: what else a short name may mean.

One line a word: `word | full names of others | a headline about one of those`. The word is the last or only telling
word of a name. What belongs in: a homonym that news of the world prints often. Every full name holds the word (a
`not` that shares no word with its term is an error); the headline becomes a `match = false` example. A name that the
document itself speaks of is never taken as its own homonym.
"""

# ruff: noqa: E501  # one line a row

from dataclasses import dataclass
from functools import cache
from typing import Final

__all__ = ["Homonym", "homonyms"]


@dataclass(frozen=True, slots=True)
class Homonym:
    """What else a word names, and a sentence that does."""

    word: str
    others: tuple[str, ...]
    sentence: str


_TABLE: Final = """
assad | Bashar al-Assad, Hafez al-Assad, Maher al-Assad, Asma al-Assad, Assad regime, Assad family, Assad government, Assad loyalists, Assad dynasty, Assad era, Assad's rule, Assad's fall, Assad's ouster, Assad's overthrow, ousted Assad, deposed Assad, toppled Assad, President Assad | Bashar al-Assad arrived at a residence outside the city, his lawyer said.
asad | Bashar al-Asad, Hafez al-Asad, Maher al-Asad, Asad Umar | Bashar al-Asad arrived at a residence outside the city, his lawyer said.
jordan | Michael Jordan, Jordan Peterson, Jim Jordan, Jordan Spieth, Air Jordan | Michael Jordan sold a pair of his old shoes at an auction.
georgia | Georgia Tech, Georgia Bulldogs, Georgia Meloni, Savannah Georgia, Atlanta Georgia | Georgia Tech opened its season with a home game.
washington | Denzel Washington, George Washington, Washington Post, Washington Capitals, Booker T. Washington | Denzel Washington returned to the stage in a new play.
lincoln | Abraham Lincoln, Lincoln City, Lincoln Center | Lincoln City drew their match on a muddy pitch.
jackson | Michael Jackson, Samuel L. Jackson, Jesse Jackson, Janet Jackson, Peter Jackson | Samuel L. Jackson joined the cast of a comedy.
victoria | Queen Victoria, Victoria Beckham, Lake Victoria, Victoria's Secret | Victoria Beckham showed her new collection.
paris | Paris Hilton, Paris Saint-Germain, Paris Texas | Paris Hilton launched a line of perfume.
florence | Florence Nightingale, Florence Pugh, Hurricane Florence | Florence Pugh signed for another film.
chad | Chad Smith, Chad Wolf | Chad Smith played the drums at a charity concert.
wagner | Richard Wagner, Robert Wagner, Wagner opera, Wagner festival | A Richard Wagner cycle opened the summer season.
hamilton | Lewis Hamilton, Alexander Hamilton, Hamilton Ontario | Lewis Hamilton qualified third for the race.
newcastle | Newcastle United, Newcastle disease | Newcastle United signed a goalkeeper on loan.
madrid | Real Madrid, Atlético Madrid, Atletico Madrid | Real Madrid sold out their stadium again.
barcelona | FC Barcelona, Barcelona SC | FC Barcelona presented a new kit.
milan | AC Milan, Inter Milan, Milan Kundera | AC Milan lost a friendly at home.
manchester | Manchester United, Manchester City, Manchester New Hampshire | Manchester United changed their coach.
liverpool | Liverpool FC, Liverpool manager | Liverpool FC won on penalties.
napoli | SSC Napoli | SSC Napoli sold a striker.
amazon | Amazon rainforest, Amazon River, Amazon basin | Rain returned to the Amazon rainforest after months.
apple | Apple pie, Big Apple, Apple Daily | Judges tasted every apple pie at the fair.
shell | Shell company, artillery shell, Shell casing | A shell company was struck off the register.
orange | Orange County, Orange juice, Agent Orange | Orange juice became dearer again.
mercury | Freddie Mercury, Mercury Prize, planet Mercury | A statue of Freddie Mercury was repaired.
mars | Bruno Mars, Mars bar, planet Mars | Bruno Mars announced a tour.
saturn | planet Saturn, Saturn Awards | The rings of the planet Saturn will seem to vanish.
delta | Delta variant, Niger Delta, Delta Force, Mekong Delta | Rice farmers in the Mekong Delta lost a harvest.
phoenix | Joaquin Phoenix, Phoenix Suns, Phoenix Arizona | Joaquin Phoenix refused the role.
houston | Whitney Houston, Houston Rockets | A musical about Whitney Houston goes on tour.
clinton | Bill Clinton, Hillary Clinton, Chelsea Clinton | Bill Clinton published a thriller.
bush | George W. Bush, George Bush, Kate Bush, Bush fire | Kate Bush released an old recording.
trump | Melania Trump, Ivanka Trump, Trump Tower, Eric Trump | Melania Trump wrote a book.
biden | Hunter Biden, Jill Biden | Jill Biden taught her last class.
khan | Imran Khan, Shah Rukh Khan, Sadiq Khan, Genghis Khan, Amir Khan | Shah Rukh Khan greeted his fans.
hussein | Saddam Hussein, King Hussein, Qusay Hussein, Barack Hussein Obama | A palace of Saddam Hussein became a hotel.
hassan | King Hassan, Hassan Nasrallah, Hassan Rouhani, Maggie Hassan | Hassan Rouhani gave an interview.
khamenei | Mojtaba Khamenei, Ali Khamenei | Mojtaba Khamenei spoke at a seminary.
barzani | Masoud Barzani, Masrour Barzani, Nechirvan Barzani, Mustafa Barzani | Nechirvan Barzani opened a park.
talabani | Jalal Talabani, Bafel Talabani, Qubad Talabani | Qubad Talabani opened a school.
sadr | Muqtada al-Sadr, Musa al-Sadr, Sadr City | Musa al-Sadr vanished decades ago.
maliki | Nouri al-Maliki, Riyad al-Maliki | Riyad al-Maliki visited the museum.
soleimani | Qasem Soleimani, Gholamreza Soleimani, Zeinab Soleimani | Gholamreza Soleimani inspected a parade.
nasser | Gamal Abdel Nasser, Lake Nasser, Nasser Hospital | The water level of Lake Nasser rose.
burhan | Abdel Fattah al-Burhan, Burhan Sönmez | Burhan Sönmez presented his novel.
kim | Kim Kardashian, Kim Clijsters, Kim Jong Un, Kim Yo Jong | Kim Kardashian opened a shop.
lee | Spike Lee, Bruce Lee, Ang Lee, Robert E. Lee | Spike Lee received a prize.
park | Park Geun-hye, Park Chan-wook, Hyde Park | Park Chan-wook showed his film.
singh | Manmohan Singh, Vijay Singh, Yuvraj Singh | Vijay Singh missed the cut.
santiago | Santiago de Compostela, Santiago Bernabéu, Santiago Abascal | Pilgrims filled Santiago de Compostela.
cordoba | Cordoba Spain, Córdoba mosque | Visitors queued for the Córdoba mosque.
valencia | Valencia CF, Valencia orange | Valencia CF changed their coach.
granada | Granada CF, Granada Television | Granada CF were relegated.
alexandria | Alexandria Ocasio-Cortez, Alexandria Virginia | Alexandria Ocasio-Cortez spoke at a rally.
tripoli | Tripoli Lebanon | A school in Tripoli Lebanon was repainted.
lebanon | Lebanon Pennsylvania, Lebanon Tennessee | A barn burned near Lebanon Tennessee.
sudan | South Sudan, Sudan dyes, Sudan the rhino | The last male, Sudan the rhino, is remembered.
guinea | Papua New Guinea, Equatorial Guinea, Guinea-Bissau, guinea pig, Guinea fowl | Papua New Guinea won at rugby league.
congo | Congo River, Congo red | Scientists counted fish in the Congo River.
macedonia | Macedonia Greece | Vintners in Macedonia Greece expect a good year.
niger | Niger River, Niger Delta, Niger State | A barge sank on the Niger River.
turkey | Thanksgiving turkey, turkey sandwich, turkey farm, wild turkey | Bird flu closed a turkey farm.
china | bone china, china cabinet, Fine China | The bone china was made in Stoke.
poland | Poland Spring, Poland Maine | Poland Spring bottles were recalled.
vega | Suzanne Vega, Vega rocket, Las Vega | Suzanne Vega sang in a small hall.
titan | Titan submersible, Tata Titan, moon Titan | A probe will fly to the moon Titan.
atlas | Atlas Mountains, Charles Atlas, Atlas rocket | Snow fell in the Atlas Mountains.
aurora | Aurora borealis, Aurora Colorado | The Aurora borealis was seen far south.
eagle | bald eagle, Eagle Rock, golden eagle | A bald eagle nested by the lake.
harmony | Harmony Korine, vocal harmony | Harmony Korine made a short film.
quad | quad bike, Quad cities | A quad bike was stolen from a farm.
frontline | Frontline workers, Frontline documentary | Frontline workers received a bonus.
nomura | Nomura jellyfish | Fishermen fear the Nomura jellyfish.
monaco | AS Monaco, Monaco Grand Prix | The Monaco Grand Prix was run in the rain.
wimbledon | AFC Wimbledon | AFC Wimbledon won at home.
osaka | Naomi Osaka, Gamba Osaka | Gamba Osaka drew at home.
darwin | Charles Darwin, Darwin Núñez, Darwin Awards | A letter of Charles Darwin was sold.
brandt | Willy Brandt, Brandt Snedeker | Brandt Snedeker missed a putt.
diallo | Amad Diallo, Amadou Diallo, Cellou Dalein Diallo | Amad Diallo scored twice for his club.
brand | Russell Brand, Brand new, brand name | Russell Brand cancelled a show.
berlin | Irving Berlin, Isaiah Berlin, Hertha Berlin | A song by Irving Berlin was found.
"""


@cache
def _by_word() -> dict[str, Homonym]:
    found = {}
    for line in _TABLE.strip().splitlines():
        word, others, sentence = (cell.strip() for cell in line.split("|"))
        found[word] = Homonym(word, tuple(other.strip() for other in others.split(",")), sentence)
    return found


def homonyms(word: str) -> Homonym | None:
    """What else a folded word names, where that is known."""
    return _by_word().get(word)
