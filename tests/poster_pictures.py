"""Takes a picture of the posters of a made-up trip: `.venv/bin/python -m tests.poster_pictures`."""

import sys

from letters.poster import PosterStop, PosterText, html_of_poster
from letters.press.poster_press import PosterPress
from tests.letter_pictures import picture
from tests.sources import HOUSE

FOLDER = HOUSE / "docs" / "letters"
STOP = PosterStop(
    day="Sábado 14 de noviembre de 2026",
    place="Local comunal de Pilcopata",
    district="Kosñipata, Paucartambo",
    was="Ya no el jueves 12 de noviembre de 2026.",
    hours="De 08:00 a 16:00 horas",
    services=("DNI y actas de nacimiento", "Consulta de su expediente", "SIS y Pensión 65"),
    languages="Se atiende en quechua y castellano.",
)
OTHERS = (
    PosterStop(
        day="Lunes 16 de noviembre de 2026",
        place="Coliseo de Salvación",
        district="Manu, Manu",
        hours="De 08:00 a 16:00 horas",
    ),
    PosterStop(
        day="Miércoles 18 de noviembre de 2026",
        place="Puerto de Boca Manu",
        district="Fitzcarrald, Manu",
        hours="Desde las 10:00 horas",
    ),
)


def poster(*stops: PosterStop) -> PosterText:
    """Word a poster of some stops."""
    return PosterText(
        language="es",
        title="Viaje de la unidad itinerante" if len(stops) > 1 else "Llega la unidad itinerante",
        sender="Unidad bote-1",
        stops=stops,
        services_label="Ahí puede hacer",
        bring="Lleve su DNI y sus papeles. "
        "Si ya tiene un expediente, lleve el papel con su número.",
        ask="Para preguntar, llame al 084 000 000.",
        small="Este aviso solo informa. Si la fecha cambia, ponga aquí el aviso nuevo.",
    )


def main() -> None:
    """Write both pictures anew."""
    for name, text in {"stop": poster(STOP), "trip": poster(STOP, *OTHERS)}.items():
        path = FOLDER / f"poster-{name}.png"
        path.write_bytes(picture(PosterPress().print(html_of_poster(text)).pdf))
        sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
