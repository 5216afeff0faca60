"""What outcomes' names say, as authors write them."""

import pytest

from signoff.interpret.names import Meaning, meaning_of, words_of
from signoff.interpret.naming import forms_of, named_in
from signoff.interpret.normal import sentences

NAMES = {
    Meaning.APPROVE: "approved accept publish ship_it ok signOff GO merge lgtm no_changes aprobado 通过",
    Meaning.REJECT: "rejected no no_go not_approved dontPublish decline discard abgelehnt refuse 却下",
    Meaning.REVISE: "needs_revision changes_requested request_changes rework send_back con_cambios "
    "nacharbeiten a_corriger 差し戻し fix_first needs_work",
    Meaning.HOLD: "hold on_hold postpone wait_for_legal hold_back 保留",
    Meaning.ESCALATE: "escalate ask_manager refer_to_legal escalate_to_legal second_opinion",
    Meaning.INFO: "needs_info more_information query_supplier clarify",
    Meaning.NEGOTIATE: "negotiate counter_offer needs_discussion renegotiate",
    Meaning.NOT_YET: "not_ready notReady",
    Meaning.NEGATED: "no_refund not_eligible no_frobnication",
    Meaning.UNKNOWN: "frobnicate pass legit no_reject",
    Meaning.SPAM: "spam junk",
}
CASES = [(name, meaning) for meaning, names in NAMES.items() for name in names.split()]


@pytest.mark.parametrize(("name", "meaning"), CASES)
def test_a_name_says_what_it_means(name, meaning):
    assert meaning_of(name, permitting=True) is meaning


def test_to_pass_is_to_refuse_where_it_permits_nothing():
    assert meaning_of("pass", permitting=False) is Meaning.REJECT


def test_words_of_a_name_are_found_in_any_case():
    assert words_of("needsRevision") == words_of("NEEDS_REVISION") == ("needs", "revision")


@pytest.mark.parametrize("word", ["publish", "publishes", "published", "publishing"])
def test_a_verb_is_known_in_its_forms(word):
    assert (word,) in forms_of("publish")


def test_of_two_names_the_longer_is_meant():
    said = sentences("allow once, please")

    assert named_in(said, ("allow", "allow_once", "block")) == {"allow_once"}
