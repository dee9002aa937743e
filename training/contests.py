"""Real conflicts and contests, and the words for their sides, by slot.

They fill the texts of the swap set (``training.symmetry``): ``data/samples/swaps``, whose names
begin with their matter, and our own articles, of which some words are slots. Names are examples
here and decide nothing; what the texts claim is invented, whoever fills them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Matter = Literal["war", "vote", "faith", "gender"]


@dataclass(frozen=True, slots=True)
class Side:
    """The words for one side, by slot.

    ``name`` stands as a noun ("Russia", "the RSF", "the Democrats"), ``adjective`` before one,
    ``people`` for many, ``place`` for its seat, ``chief`` and ``officer`` are persons, ``body``
    its institution, ``outlet`` a paper near it, ``slip`` the adjective misspelled. ``he``, ``him``,
    ``his`` are the officer's pronouns.
    """

    name: str
    adjective: str
    people: str
    place: str
    chief: str
    officer: str
    body: str
    outlet: str
    slip: str
    house: str = "school"
    he: str = "he"
    him: str = "him"
    his: str = "his"
    surname: str = ""

    @property
    def Name(self) -> str:
        """The name at the head of a sentence."""
        return self.name[0].upper() + self.name[1:]

    @property
    def own(self) -> str:
        """The name's possessive."""
        return self.name + ("’" if self.name.endswith("s") else "’s")

    @property
    def Own(self) -> str:
        """The possessive at the head of a sentence."""
        return self.own[0].upper() + self.own[1:]

    @property
    def Adjective(self) -> str:
        """The adjective at the head of a sentence."""
        return self.adjective[0].upper() + self.adjective[1:]

    @property
    def People(self) -> str:
        """The people at the head of a sentence."""
        return self.people[0].upper() + self.people[1:]

    @property
    def head(self) -> str:
        """The chief's surname."""
        return self.surname or self.chief.split()[-1]

    @property
    def last(self) -> str:
        """The officer's surname."""
        return self.officer.split()[-1]

    @property
    def He(self) -> str:
        """The officer's pronoun at the head of a sentence."""
        return self.he.capitalize()


@dataclass(frozen=True, slots=True)
class Contest:
    """Two sides and what they contend in."""

    name: str
    matter: Matter
    left: Side
    right: Side


CONTESTS: tuple[Contest, ...] = (
    Contest(
        "Russia and Ukraine", "war",
        Side("Russia", "Russian", "Russians", "Moscow", "Vladimir Putin", "Sergei Volkov",
             "Russian defence ministry", "Izvestia", "Rusian"),
        Side("Ukraine", "Ukrainian", "Ukrainians", "Kyiv", "Volodymyr Zelensky",
             "Oleksandr Koval", "Ukrainian defence ministry", "Ukrainska Pravda", "Ukranian"),
    ),
    Contest(
        "Israel and the Palestinians", "war",
        Side("Israel", "Israeli", "Israelis", "Jerusalem", "Benjamin Netanyahu", "Amir Levi",
             "Israeli defence ministry", "Haaretz", "Isreali"),
        Side("Hamas", "Palestinian", "Palestinians", "Gaza", "Yahya Sinwar", "Mahmoud Nasser",
             "Palestinian interior ministry", "Al-Quds", "Palestinan"),
    ),
    Contest(
        "India and Pakistan", "war",
        Side("India", "Indian", "Indians", "New Delhi", "Narendra Modi", "Rajesh Sharma",
             "Indian defence ministry", "The Hindu", "Indain"),
        Side("Pakistan", "Pakistani", "Pakistanis", "Islamabad", "Shehbaz Sharif", "Imran Malik",
             "Pakistani defence ministry", "Dawn", "Pakistany"),
    ),
    Contest(
        "Armenia and Azerbaijan", "war",
        Side("Armenia", "Armenian", "Armenians", "Yerevan", "Nikol Pashinyan", "Aram Petrosyan",
             "Armenian defence ministry", "Armenpress", "Armenain"),
        Side("Azerbaijan", "Azerbaijani", "Azerbaijanis", "Baku", "Ilham Aliyev",
             "Rashad Mammadov", "Azerbaijani defence ministry", "Azertac", "Azerbajani"),
    ),
    Contest(
        "Sudan's army and the RSF", "war",
        Side("the army", "army", "army troops", "Port Sudan", "Abdel Fattah al-Burhan",
             "Osman Bakri", "army-backed health ministry", "Sudan Tribune", "armmy",
             surname="Burhan"),
        Side("the RSF", "RSF", "RSF troops", "Nyala", "Mohamed Hamdan Dagalo", "Musa Adam",
             "RSF-backed health ministry", "Darfur 24", "RFS", surname="Dagalo"),
    ),
    Contest(
        "Ethiopia and Tigray", "war",
        Side("Ethiopia", "Ethiopian", "Ethiopians", "Addis Ababa", "Abiy Ahmed",
             "Bekele Tadesse", "Ethiopian defence ministry", "Addis Standard", "Ethopian"),
        Side("Tigray", "Tigrayan", "Tigrayans", "Mekelle", "Debretsion Gebremichael",
             "Hagos Kidane", "Tigrayan interior bureau", "Dimtsi Weyane", "Tigryan"),
    ),
    Contest(
        "the two Koreas", "war",
        Side("South Korea", "South Korean", "South Koreans", "Seoul", "Lee Jae Myung",
             "Park Min Ho", "South Korean defence ministry", "Yonhap", "South Korian",
             surname="Lee"),
        Side("North Korea", "North Korean", "North Koreans", "Pyongyang", "Kim Jong Un",
             "Ri Chol Su", "North Korean defence ministry", "Rodong Sinmun", "North Korian",
             surname="Kim"),
    ),
    Contest(
        "China and Taiwan", "war",
        Side("China", "Chinese", "Chinese", "Beijing", "Xi Jinping", "Wang Jun",
             "Chinese defence ministry", "Global Times", "Chineese", surname="Xi"),
        Side("Taiwan", "Taiwanese", "Taiwanese", "Taipei", "Lai Ching-te", "Chen Wei",
             "Taiwanese defence ministry", "Taipei Times", "Taiwaneese", surname="Lai"),
    ),
    Contest(
        "Iran and the United States", "war",
        Side("Iran", "Iranian", "Iranians", "Tehran", "Ali Khamenei", "Reza Karimi",
             "Iranian defence ministry", "Kayhan", "Irannian"),
        Side("America", "American", "Americans", "Washington", "Donald Trump", "John Miller",
             "American defence department", "The Washington Post", "Amercian"),
    ),
    Contest(
        "Yemen's Houthis and Saudi Arabia", "war",
        Side("the Houthis", "Houthi", "Houthis", "Sanaa", "Abdul Malik al-Houthi",
             "Yahya Saleh", "Houthi-run health ministry", "Al-Masirah", "Huthi",
             surname="Houthi"),
        Side("Saudi Arabia", "Saudi", "Saudis", "Riyadh", "Mohammed bin Salman", "Fahd Otaibi",
             "Saudi-backed health ministry", "Asharq Al-Awsat", "Suadi", surname="Salman"),
    ),
    Contest(
        "Syria's government and its opposition", "war",
        Side("the government", "government", "loyalists", "Damascus", "Bashar al-Assad",
             "Hassan Haddad", "government health directorate", "Al-Watan", "goverment",
             surname="Assad"),
        Side("the opposition", "opposition", "rebels", "Idlib", "Ahmad Jarba", "Khaled Darwish",
             "opposition health directorate", "Enab Baladi", "oposition"),
    ),
    Contest(
        "Turkey and the Kurds", "war",
        Side("Turkey", "Turkish", "Turks", "Ankara", "Recep Tayyip Erdogan", "Mehmet Yilmaz",
             "Turkish defence ministry", "Sabah", "Turkisch"),
        Side("the PKK", "Kurdish", "Kurds", "Qandil", "Abdullah Ocalan", "Azad Demir",
             "Kurdish defence office", "Firat News", "Kurdisch"),
    ),
    Contest(
        "Congo and Rwanda", "war",
        Side("Congo", "Congolese", "Congolese", "Kinshasa", "Felix Tshisekedi", "Patrick Ilunga",
             "Congolese defence ministry", "Le Potentiel", "Congolise"),
        Side("Rwanda", "Rwandan", "Rwandans", "Kigali", "Paul Kagame", "Eric Habimana",
             "Rwandan defence ministry", "The New Times", "Rwandian"),
    ),
    Contest(
        "Serbia and Kosovo", "war",
        Side("Serbia", "Serbian", "Serbs", "Belgrade", "Aleksandar Vucic", "Nikola Petrovic",
             "Serbian interior ministry", "Politika", "Serbain"),
        Side("Kosovo", "Kosovar", "Kosovars", "Pristina", "Albin Kurti", "Arben Krasniqi",
             "Kosovar interior ministry", "Koha Ditore", "Kosovarian"),
    ),
    Contest(
        "Democrats and Republicans", "vote",
        Side("the Democrats", "Democratic", "Democrats", "Chicago", "Kamala Harris",
             "Emily Carter", "Democratic National Committee", "HuffPost", "Democrat",
             he="she", him="her", his="her"),
        Side("the Republicans", "Republican", "Republicans", "Dallas", "Donald Trump",
             "Ashley Turner", "Republican National Committee", "Breitbart", "Republician",
             he="she", him="her", his="her"),
    ),
    Contest(
        "Labour and the Conservatives", "vote",
        Side("the Labour Party", "Labour", "Labour voters", "Manchester", "Keir Starmer",
             "Tom Bradley", "Labour Party headquarters", "The Mirror", "Labor"),
        Side("the Conservative Party", "Conservative", "Conservative voters", "Surrey",
             "Kemi Badenoch", "Simon Clarke", "Conservative Party headquarters",
             "The Telegraph", "Conservitive"),
    ),
    Contest(
        "India's BJP and Congress", "vote",
        Side("the BJP", "BJP", "BJP supporters", "Gujarat", "Narendra Modi", "Anil Verma",
             "BJP election office", "Republic TV", "BPJ"),
        Side("Congress", "Congress", "Congress supporters", "Kerala", "Rahul Gandhi",
             "Sunil Nair", "Congress election office", "National Herald", "Congres"),
    ),
    Contest(
        "Brazil's left and right", "vote",
        Side("the Workers’ Party", "left-wing", "Lula voters", "Recife", "Lula da Silva",
             "Joana Prado", "Workers’ Party office", "Brasil 247", "leftwing",
             he="she", him="her", his="her", surname="Lula"),
        Side("the Liberal Party", "right-wing", "Bolsonaro voters", "Curitiba", "Jair Bolsonaro",
             "Marta Souza", "Liberal Party office", "Jovem Pan", "rightwing",
             he="she", him="her", his="her"),
    ),
    Contest(
        "Poland's PO and PiS", "vote",
        Side("Civic Platform", "liberal", "Tusk voters", "Poznan", "Donald Tusk", "Piotr Lis",
             "Civic Platform office", "Gazeta Wyborcza", "libral"),
        Side("Law and Justice", "conservative", "Kaczynski voters", "Lublin",
             "Jaroslaw Kaczynski", "Adam Wrona", "Law and Justice office", "Gazeta Polska",
             "conservitive"),
    ),
    Contest(
        "Muslims and Christians", "faith",
        Side("the Muslims", "Muslim", "Muslims", "the old town", "Imam Yusuf Rahman",
             "Ahmed Said", "Muslim council", "The Crescent", "Muslem", house="mosque"),
        Side("the Christians", "Christian", "Christians", "the river quarter",
             "Pastor John Matthews", "Peter Daniels", "Christian council", "The Herald",
             "Christan", house="church"),
    ),
    Contest(
        "Hindus and Muslims", "faith",
        Side("the Hindus", "Hindu", "Hindus", "the temple quarter", "Pandit Ravi Joshi",
             "Arun Mishra", "Hindu council", "The Lotus", "Hindoo", house="temple"),
        Side("the Muslims", "Muslim", "Muslims", "the market quarter", "Imam Tariq Qureshi",
             "Salim Khan", "Muslim council", "The Crescent", "Muslem", house="mosque"),
    ),
    Contest(
        "Jews and Muslims", "faith",
        Side("the Jews", "Jewish", "Jews", "the eastern district", "Rabbi David Cohen",
             "Daniel Stern", "Jewish council", "The Chronicle", "Jewsh", house="synagogue"),
        Side("the Muslims", "Muslim", "Muslims", "the western district", "Imam Omar Haddad",
             "Karim Aziz", "Muslim council", "The Crescent", "Muslem", house="mosque"),
    ),
    Contest(
        "Catholics and Protestants", "faith",
        Side("the Catholics", "Catholic", "Catholics", "the Falls Road", "Father Sean Doyle",
             "Liam Murphy", "Catholic council", "The Irish News", "Catholick", house="chapel"),
        Side("the Protestants", "Protestant", "Protestants", "the Shankill Road",
             "Reverend Ian Wright", "William Scott", "Protestant council", "The News Letter",
             "Protestent", house="church hall"),
    ),
    Contest(
        "Sunnis and Shias", "faith",
        Side("the Sunnis", "Sunni", "Sunnis", "the northern suburb", "Sheikh Abdul Rahim",
             "Omar Duleimi", "Sunni council", "Al-Nahar", "Suni", house="mosque"),
        Side("the Shias", "Shia", "Shias", "the southern suburb", "Sheikh Ali Hussein",
             "Haider Jaafari", "Shia council", "Al-Bayan", "Shi", house="shrine"),
    ),
    Contest(
        "women and men", "gender",
        Side("the women", "female", "women", "the north hall", "Maria Lopez", "Anna Kovacs",
             "women’s association", "Women Today", "femal", he="she", him="her", his="her"),
        Side("the men", "male", "men", "the south hall", "Mario Lopez", "Anton Kovacs",
             "men’s association", "Men Today", "mael"),
    ),
    Contest(
        "girls and boys", "gender",
        Side("the girls", "female", "schoolgirls", "the girls’ wing", "Emma Brown",
             "Sophie Clark", "girls’ league", "Girls Weekly", "femal",
             he="she", him="her", his="her"),
        Side("the boys", "male", "schoolboys", "the boys’ wing", "Jack Brown", "Harry Clark",
             "boys’ league", "Boys Weekly", "mael"),
    ),
)  # fmt: skip
"""Real conflicts and contests; the order in which a pair is named means nothing."""

FROM_ARTICLES: Final[
    tuple[tuple[str, Matter, Mapping[str, str]], ...]
] = (
    (
        "samples/article.txt", "war",
        {
            "Sarrovian": "a.adjective", "Sarrow": "a.place", "Sarrovian Admiralty": "a.body",
            "Ledrian": "b.adjective", "Ledria": "b.name", "Ledrians": "b.people",
            "Ledrian Coastal Guard Bureau": "b.body", "Harbour Courier": "b.outlet",
            "Dav Ostrel": "a.officer",
        },
    ),
    ("samples/post.txt", "war", {"Port Ellis": "b.place", "Admiralty": "a.body"}),
    (
        "annotations/extra/written/captive_column.txt", "war",
        {
            "Ostrelian": "a.adjective", "Ostrel": "a.place", "Dorin Salk": "a.officer",
            "Salk": "a.last", "Merran Ministry of Defence": "b.body", "Merrans": "b.people",
        },
    ),
    (
        "annotations/extra/written/relatives_doubt_tape.txt", "war",
        {
            "Lethian": "a.adjective", "Lethia": "a.name", "Pell Aderim": "a.officer",
            "Aderim": "a.last", "Kazmari": "b.adjective", "Republic of Kazmar": "b.body",
        },
    ),
    (
        "annotations/extra/written/camp_visit_norrin.txt", "war",
        {
            "Sarvia": "b.name", "Sarvian": "b.adjective", "Sarvians": "b.people",
            "Ulmish": "a.adjective", "Ulmish Federation": "a.body", "Hask": "a.head",
            "Edvin Strahl": "b.officer",
        },
    ),
    (
        "annotations/extra/written/quarry_raid_tabloid.txt", "war",
        {
            "Drovia": "a.name", "Drovian": "a.adjective", "Pella": "b.name",
            "Pellan": "b.adjective", "Radu Stane": "a.officer", "Stane": "a.last",
        },
    ),
    (
        "annotations/extra/written/ballot_claims_checked.txt", "vote",
        {
            "Bram Oster": "a.chief", "Oster": "a.head", "Ilse Karman": "b.chief",
            "Karman": "b.head", "Westmark": "a.place",
        },
    ),
)  # fmt: skip
"""File under ``data``, matter, and the words that are slots (whole words, longest first)."""
