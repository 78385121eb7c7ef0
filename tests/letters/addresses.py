"""Addresses as people of the sierra, the coast and the selva give them."""

from core.model.citizen import Address
from core.model.place import District, Ubigeo, UbigeoSystem

PISAC = District(inei="080405", reniec="070405", name="Pisac", province="Calca", department="Cusco")
AMARILIS = District(
    inei="100102", reniec="090110", name="Amarilis", province="Huánuco", department="Huánuco"
)


def address_in(district: District, **parts: str | tuple[str, ...]) -> Address:
    """Write an address in a district, of the parts that the test is about."""
    return Address(
        recipient="Saturnina Quispe Mamani",
        district=Ubigeo(UbigeoSystem.INEI, district.inei),
        **parts,  # type: ignore[arg-type]  # each part is checked by the tests that name it
    )
