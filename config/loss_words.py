"""Words the loss of a laptop for whoever must act on it, step by step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from core.model.loss import Disk, Loss, LostChain
from core.model.place import Gazetteer, Ubigeo, UbigeoSystem

_DISK = {
    Disk.SEALED: "Su disco está cifrado y la llave va aparte: sin ella nadie lo lee.",
    Disk.KEY_BESIDE: "Su disco está cifrado, pero con la llave al lado: cuéntelo como abierto.",
    Disk.PLAIN: "Su disco no está cifrado: quien tenga la laptop lo puede leer.",
    Disk.UNKNOWN: "No se sabe si su disco está cifrado: cuéntelo como abierto.",
}


@dataclass(frozen=True, slots=True)
class LossWords:
    """Says it in Spanish, and as a record for a program; `crew` are names."""

    gazetteer: Gazetteer
    zone: tzinfo
    crew: Sequence[str]

    def lines(self, loss: Loss) -> Iterator[str]:
        """Tell what was done, what is safe, what is not known, and who must hear of it."""
        left = loss.left
        closed = f"Códigos cerrados ahora: {loss.codes_closed}."
        yield f"La unidad {loss.origin} está dada de baja. {closed}"
        yield from self._safe(loss)
        yield self._unknown(loss)
        yield from self._on_board(loss)
        yield _DISK[left.disk]
        yield (
            "Avise a la Autoridad Nacional de Protección de Datos Personales hasta el "
            f"{self._at(loss.tell_by)} (48 horas, DS 016-2024-JUS)."
        )
        yield "Avise ya a su oficial de datos personales. Con él decida cómo avisar a las personas."
        if self.crew:
            yield f"Dé códigos nuevos a quienes viajaban: {', '.join(self.crew)}."
        closed = f"Las claves de {left.claves} expedientes ya no abren."
        yield f"{closed} Dé otra a quien traiga su cargo."
        yield "Lo que mande desde ahora se guarda aparte y nadie lo cree."
        yield "Las otras unidades lo saben en su próximo intercambio."

    def record(self, loss: Loss) -> dict[str, object]:
        """Write it as one record."""
        left = loss.left
        return {
            "unit": loss.origin,
            "codes_closed": loss.codes_closed,
            "safe_steps": loss.events,
            "safe_until": loss.last_written,
            "epochs": [self._chain(one) for one in left.chains],
            "unknown_codes": list(loss.unknown_codes),
            "on_board": [
                {"district": one.district, "cases": one.cases, "people": one.people}
                for one in left.on_board
            ],
            "people": left.people,
            "people_with_contact": left.with_contact,
            "claves_closed": left.claves,
            "disk": left.disk.value,
            "disk_told_at": left.disk_told_at,
            "crew": list(self.crew),
            "learned_at": loss.learned_at,
            "tell_authority_by": loss.tell_by,
        }

    def _safe(self, loss: Loss) -> Iterator[str]:
        if loss.last_written is None:
            yield "De lo que anotó no llegó nada a la sede."
            return
        yield (f"A salvo en la sede: {loss.events} pasos, hasta el {self._at(loss.last_written)}.")
        for chain in loss.left.chains:
            if chain.opened or chain.aside:
                late = f", y {chain.aside} pasos apartados" if chain.aside else ""
                yield f"Con el código {chain.code} llegaron {chain.opened} expedientes{late}."

    def _unknown(self, loss: Loss) -> str:
        codes = " o ".join(loss.unknown_codes)
        return (
            f"No se sabe qué anotó después. Puede haber dado números que empiezan con {codes}. "
            "Si alguien trae un cargo así y aquí no figura, recíbalo con la fecha del cargo."
        )

    def _on_board(self, loss: Loss) -> Iterator[str]:
        for one in loss.left.on_board:
            place = self.gazetteer.district(Ubigeo(UbigeoSystem.INEI, one.district))
            yield f"En su disco, {place.name}: {one.cases} expedientes de {one.people} personas."
        left = loss.left
        reached = f"de {left.with_contact} también el teléfono o la dirección"
        yield f"En total {left.people} personas; {reached}."

    def _chain(self, chain: LostChain) -> dict[str, object]:
        return {
            "epoch": chain.epoch,
            "code": chain.code,
            "steps": chain.events,
            "cases": chain.opened,
            "aside": chain.aside,
            "last_written": chain.last_written,
            "last_came": chain.last_came,
        }

    def _at(self, moment: datetime) -> str:
        return moment.astimezone(self.zone).strftime("%d/%m/%Y a las %H:%M")
