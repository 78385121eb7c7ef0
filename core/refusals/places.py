"""What is asked about and is not there."""

from core.refusals.refusal import Refusal


class PlaceUnknown(Refusal):
    """No district has this name or code."""

    code = "place_unknown"


class PlaceAmbiguous(Refusal):
    """Several districts share the name: fact `choices` lists them."""

    code = "place_ambiguous"


class ProcedureUnknown(Refusal):
    """No procedure has this code in this country."""

    code = "procedure_unknown"


class ProcedureNotUnderstood(Refusal):
    """No procedure of the country is called anything like this."""

    code = "procedure_not_understood"


class ChoiceUnknown(Refusal):
    """Nothing was offered under this number: fact `last` is the highest that was."""

    code = "choice_unknown"


class InstitutionUnknown(Refusal):
    """No institution has this code."""

    code = "institution_unknown"


class OfficeUnknown(Refusal):
    """No office of the institution has this code."""

    code = "office_unknown"


class VisitUnknown(Refusal):
    """No visit is planned for this place."""

    code = "visit_unknown"


class VisitChanged(Refusal):
    """The stop of a unit is no longer as it was shown."""

    code = "visit_changed"


class TripUnknown(Refusal):
    """No trip has this name."""

    code = "trip_unknown"
