"""Who carries texts is data: a file that is refused at the start if anything in it is wrong."""

from pathlib import Path

import pytest

from channels.sms.carriers.kannel import KannelCarrier
from channels.sms.carriers.modem import ModemCarrier
from channels.sms.carriers.notebook import Notebook
from channels.sms.carriers.twilio import TwilioCarrier
from config.carriers import switch_of
from config.carriers_file import read_carriers
from config.house import build
from config.settings import Settings, checked
from core.refusals import SettingInvalid
from tests.houses import StoodClock, settings, shipped

KANNEL = """\
[[carrier]]
name = "claro"
kind = "kannel"
url = "http://127.0.0.1:13013/cgi-bin/sendsms"
user = "convergencia"
password_env = "KANNEL_PASSWORD"
network = "claro"
sender = "MuniPisac"
sender_kind = "alphanumeric"
per_second = 5
burst = 10
cents = { "+51" = 4 }
[carrier.breaker]
failures = 3
rest_seconds = 120
"""
TWILIO = """\
[[carrier]]
name = "twilio"
kind = "twilio"
account = "AC00000000000000000000000000000000"
token_env = "TWILIO_WORD"
sender = "+5116400000"
sender_kind = "long"
"""
MODEM = '[[carrier]]\nname = "modem"\nkind = "modem"\nfolder = "/srv/gammu"\n'
ROUTES = '[[route]]\nprefix = "+51"\ncarriers = ["claro", "twilio", "modem"]\n'


@pytest.fixture(autouse=True)
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANNEL_PASSWORD", "carga")
    monkeypatch.setenv("TWILIO_WORD", "a-token")


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "carriers.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_whole_file_gives_every_kind_of_line(tmp_path: Path) -> None:
    file = written(tmp_path, KANNEL + TWILIO + MODEM + ROUTES)
    told = settings(tmp_path / "var").model_copy(
        update={"carriers": str(file), "kannel_token": settings(tmp_path).twilio_auth_token}
    )
    house = build(told, clock=StoodClock(), shipped=shipped())
    lines = switch_of(house).lines_to("+51984123456")
    kinds = [type(line.carrier) for line in lines]
    assert kinds == [KannelCarrier, TwilioCarrier, ModemCarrier]
    terms = lines[0].terms
    assert (terms.per_second, terms.burst, terms.cost("+51984123456", 2)) == (5.0, 10, 8)
    assert (terms.breaker.failures, terms.breaker.rest.seconds) == (3, 120)
    assert "carga" not in repr(lines)
    house.close()


def test_without_a_file_texts_go_where_they_went_before(tmp_path: Path) -> None:
    house = build(settings(tmp_path / "var"), clock=StoodClock(), shipped=shipped())
    (line,) = switch_of(house).lines_to("+59171234567")
    assert isinstance(line.carrier, Notebook)
    house.close()
    account = {"twilio_account_sid": "AC" + "0" * 32, "twilio_from": "+5116400000"}
    told = settings(tmp_path / "var").model_copy(update=account)
    house = build(told, clock=StoodClock(), shipped=shipped())
    (line,) = switch_of(house).lines_to("+51984123456")
    assert isinstance(line.carrier, TwilioCarrier)
    assert line.carrier.answer_at == "https://convergencia.example"
    house.close()


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('name = "claro"', "", "missing: carrier.name"),
        ('name = "claro"', 'name = "Cláro"', "malformed: carrier.name"),
        ('kind = "kannel"', 'kind = "pigeon"', "unknown_choice: carrier.claro.kind"),
        ('user = "convergencia"', "", "missing: carrier.claro.user"),
        ('user = "convergencia"', 'user = "a b"', "malformed: carrier.claro.user"),
        ("http://127", "ftp://127", "malformed: carrier.claro.url"),
        ('network = "claro"', 'netwerk = "claro"', "unknown_field: carrier.claro.netwerk"),
        ('"MuniPisac"', '"MunicipalidadPisac"', "not_of_its_kind: carrier.claro.sender"),
        ('"alphanumeric"', '"loud"', "unknown_choice: carrier.claro.sender_kind"),
        ("per_second = 5", "per_second = -1", "malformed: carrier.claro.per_second"),
        ("per_second = 5", "per_second = true", "malformed: carrier.claro.per_second"),
        ("burst = 10", "burst = 0", "malformed: carrier.claro.burst"),
        ('"+51" = 4', '"+51" = -4', "malformed: carrier.claro.cents"),
        ('"+51" = 4', '"peru" = 4', "malformed: carrier.claro.cents"),
        ("failures = 3", "failures = 0", "malformed: carrier.claro.breaker.failures"),
        ("failures = 3", "fails = 3", "unknown_field: carrier.claro.breaker.fails"),
        ('["claro"', '["bitel"', "unknown_carrier: route.+51"),
        ('["claro", "twilio", "modem"]', "[]", "unknown_carrier: route.+51"),
        ('["claro"', '["modem"', "named_twice: route.+51"),
        ('prefix = "+51"', 'prefix = "51"', "malformed: route.prefix"),
        (ROUTES, "", "missing: route"),
        (ROUTES, ROUTES * 2, "named_twice: route.+51"),
        (TWILIO, KANNEL, "named_twice: carrier"),
        ("[[route]]", "[[rout]]", "unknown_field: rout"),
    ],
)
def test_each_fault_of_the_file_is_refused_with_its_place(
    tmp_path: Path, before: str, after: str, problem: str
) -> None:
    whole = KANNEL + TWILIO + MODEM + ROUTES
    assert before in whole
    with pytest.raises(SettingInvalid) as refused:
        read_carriers(written(tmp_path, whole.replace(before, after, 1)))
    assert refused.value.facts == {"setting": "CARRIERS", "problem": problem}


@pytest.mark.parametrize(("word", "problem"), [("", "missing"), ("a b", "malformed")])
def test_a_secret_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, problem: str
) -> None:
    monkeypatch.setenv("KANNEL_PASSWORD", word)
    with pytest.raises(SettingInvalid) as refused:
        read_carriers(written(tmp_path, KANNEL + ROUTES))
    assert refused.value.facts == {"setting": "KANNEL_PASSWORD", "problem": problem}


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid) as refused:
        read_carriers(tmp_path / "gone.toml")
    assert str(refused.value.facts["problem"]).startswith("not_a_file")
    with pytest.raises(SettingInvalid) as refused:
        read_carriers(written(tmp_path, "carrier = ["))
    assert str(refused.value.facts["problem"]).startswith("not_toml")


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("kannel_token", "short", "not_16_to_128_plain_letters"),
        ("kannel_token", "with:colon@and/slash", "not_16_to_128_plain_letters"),
        ("kannel_answer_at", "127.0.0.1:8000", "malformed"),
        ("kannel_answer_at", "http://u:p@127.0.0.1", "malformed"),
    ],
)
def test_kannels_word_and_address_are_plain(name: str, value: str, problem: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        checked(Settings.model_validate({name: value}))
    assert refused.value.facts == {"setting": name.upper(), "problem": problem}


def test_a_kannel_that_could_not_report_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, KANNEL + '[[route]]\nprefix = "+51"\ncarriers = ["claro"]\n')
    told = settings(tmp_path / "var").model_copy(update={"carriers": str(file)})
    house = build(told, clock=StoodClock(), shipped=shipped())
    with pytest.raises(SettingInvalid) as refused:
        switch_of(house)
    assert refused.value.facts == {"setting": "KANNEL_TOKEN", "problem": "missing"}
    house.close()
