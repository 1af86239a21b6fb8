"""Words that carry grammar, not meaning: articles, pronouns, prepositions, auxiliaries, question words.

In a large collection they are known by being everywhere. In a small one chance makes some of them rare, and a question
would be answered by whatever begins with the same "how do I". These closed classes are from the grammars of the
languages; a language without a list here loses nothing but that.
"""

_ENGLISH = """
a about after all also an and any anyone are as at be because been before being both but by can could did do does
doing done each either for from get gets getting got had has have having he her him his how i if in into is it its just
let lets may me might more most much must my need neither no nor not of off on one ones only onto or other our out over
own per really shall she should so some someone something still such than that the their them then there these they
thing things this those through to too under until up upon us very was way we were what whatever when where whether
which while who whom whose why will with within without would yet you your
"""

_SPANISH = """
a al algo alguien algun alguna algunas alguno algunos ante antes aquel aquella aquello asi aun aunque bajo bien cada
como con cosa cosas cual cuales cualquier cuando cuanta cuanto cuantos de del desde donde dos el ella ellas ello ellos
en entre era eran es esa esas ese eso esos esta estan estar estas este esto estos fue fueron ha haber hacer hace hacen
hacia hago han hasta hay he hoy la las le les lo los mas me mi mis mismo mucha mucho muchos muy nada nadie ni no nos
nosotros nuestra nuestro o os otra otras otro otros para pero poco por porque pude puede pueden puedo pues que quien
quienes se sea segun ser si siempre sin sino sobre solo son soy su sus tal tambien tan tanto te tengo tener tiene
tienen toda todas todo todos tras tu tus u un una unas uno unos va vamos ver voy y ya yo
"""

WORDS = frozenset((_ENGLISH + _SPANISH).split())
"""Function words of English and Spanish, folded."""

CHARACTERS = frozenset(
    "的了吗呢吧啊么是在和与跟及或而且但就都也还又很太更最这那哪谁我你您他她它们什怎样如何为有没不要会能可以该"
    "得着过把被让给对从到向于因所之其此各每些个种样点儿多少几做想请问"
)
"""Characters that make function words of Chinese, alone or with each other; Simplified, as folding gives them."""


def meaning(text: str) -> float:
    """How much of a word, or of a pair of characters, is meaning: 1 of most, little of function words.

    >>> meaning("warehouse"), meaning("how") < 0.5, meaning("怎么") < 0.5, meaning("海外")
    (1.0, True, True, 1.0)
    """
    if text in WORDS:
        return _LITTLE
    grammar = sum(character in CHARACTERS for character in text)
    return 1.0 if not grammar else _LITTLE if grammar == len(text) else _HALF


_LITTLE, _HALF = 0.15, 0.6
