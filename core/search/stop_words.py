"""Words that tell nothing of what is asked for: a sentence has them whatever it asks."""

from core.model.sound import heard

_GRAMMAR = """
a al ala ami ante como cual cuando cuanto con de d del di desde donde el ella en entre era es esta
este esto ha han he hay la las le les lo los me mi mis mas mucha mucho muchas muchos muy no nos o
para pa pal por pero porque pues que q se si sin sobre soy su sus te tu un una uno unos unas ver
x xq y e i ya yo
"""
_COURTESY = """
amigo buenas buenos dia dias favor gracias hola joven noches ola porfavor porfa senor senora
senores senorita tardes
"""
# What anybody does with any procedure, and for whom.
_WISHES = """
ago debo dese deseo falta hacer hago ase ay k kiero kisiera necesito nesesito poder puedo
queria quiero quisiera requisito requisitos saber sacar saco solicitar tener tengo tramitar tramite
tramites ayuda
"""
_FAMILY = """
abuela abuelita abuelo esposa esposo hija hijita hijito hijo ija ijo mama mamita nieta nieto papa
wawa
"""


def _sounds(*lists: str) -> frozenset[str]:
    return frozenset(heard(word) for words in lists for word in words.split())


STOP_WORDS = _sounds(_GRAMMAR, _COURTESY, _WISHES, _FAMILY)
