"""What an operator may say about the mails we send, and what is refused before anything starts."""

import pytest

from signoff.errors import ConfigurationError
from signoff.settings import read_settings


class TestTheLanguage:
    @pytest.mark.parametrize("language", ["en", "de", "es", "fr", "ja"])
    def test_is_one_that_we_speak(self, language):
        assert read_settings({"SIGNOFF_LANGUAGE": language}).language == language

    @pytest.mark.parametrize("language", ["tlh", "EN", "de-AT", "english"])
    def test_is_refused_where_we_do_not(self, language):
        with pytest.raises(ConfigurationError, match="Write one of: en, de, es, fr, ja"):
            read_settings({"SIGNOFF_LANGUAGE": language})


class TestOurSignature:
    def test_is_none_unless_it_is_asked_for(self):
        assert read_settings({}).dkim_key is None

    def test_needs_a_key_and_its_selector(self):
        both = {"SIGNOFF_DKIM_KEY": "dkim.pem", "SIGNOFF_DKIM_SELECTOR": "s1"}
        settings = read_settings(both)

        assert (settings.dkim_key, settings.dkim_selector) == ("dkim.pem", "s1")
        for name, value in both.items():
            with pytest.raises(ConfigurationError, match="Give both, or neither"):
                read_settings({name: value})
