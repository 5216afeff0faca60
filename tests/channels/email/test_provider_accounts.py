"""What an operator may say about mail providers, and what is refused before anything starts."""

import pytest

from signoff.errors import ConfigurationError
from signoff.settings import read_settings

SECRET = "0123456789abcdef" * 2
TOPIC = "arn:aws:sns:eu-west-1:123456789012:replies"
KEYS = {
    "mailgun": {"SIGNOFF_MAILGUN_SIGNING_KEY": "key-1"},
    "postmark": {"SIGNOFF_POSTMARK_SECRET": SECRET},
    "sendgrid": {"SIGNOFF_SENDGRID_SECRET": SECRET},
    "ses": {"SIGNOFF_SES_TOPIC": TOPIC},
}


def on(settings):
    return {name for name in KEYS if getattr(settings, name) is not None}


class TestAProvider:
    def test_is_off_unless_its_key_is_set(self):
        others = {"SIGNOFF_MAILGUN_MAX_AGE": "60", "SIGNOFF_SES_CONFIRM": "yes"}

        assert on(read_settings(others)) == set()

    @pytest.mark.parametrize("name", KEYS)
    def test_is_on_alone_once_its_key_is_set(self, name):
        assert on(read_settings(KEYS[name])) == {name}

    @pytest.mark.parametrize("name", ["mailgun", "postmark", "sendgrid"])
    def test_shows_its_key_to_nobody(self, name):
        assert "key-1" not in repr(read_settings(KEYS[name]))
        assert SECRET not in repr(read_settings(KEYS[name]))

    @pytest.mark.parametrize(
        ("variable", "value"),
        [
            ("SIGNOFF_POSTMARK_SECRET", SECRET[1:]),
            ("SIGNOFF_SENDGRID_SECRET", "password"),
            ("SIGNOFF_MAILGUN_MAX_AGE", "0"),
            ("SIGNOFF_MAILGUN_MAX_AGE", "-1"),
            ("SIGNOFF_MAILGUN_MAX_AGE", "86401"),
            ("SIGNOFF_MAILGUN_MAX_AGE", "9" * 5000),
            ("SIGNOFF_MAILGUN_MAX_AGE", "5m"),
            ("SIGNOFF_SES_TOPIC", "replies"),
            ("SIGNOFF_SES_TOPIC", TOPIC + "/x"),
            ("SIGNOFF_SES_TOPIC", TOPIC.replace("eu-west-1", "evil.test/")),
            ("SIGNOFF_SES_CONFIRM", "true"),
        ],
    )
    def test_that_is_set_up_wrongly_stops_the_start_and_says_where(self, variable, value):
        everything = {**KEYS["mailgun"], **KEYS["ses"], variable: value}

        with pytest.raises(ConfigurationError, match=f"{variable}.*Nothing was started") as caught:
            read_settings(everything)

        assert "SECRET" not in variable or value not in str(caught.value)


class TestHowSendersAreBelieved:
    @pytest.mark.parametrize("name", KEYS)
    @pytest.mark.parametrize("mode", ["off", "verify"])
    def test_may_be_what_does_not_rest_on_fields_of_the_mail(self, name, mode):
        settings = read_settings({**KEYS[name], "SIGNOFF_INBOUND_AUTH": mode})

        assert on(settings) == {name}

    @pytest.mark.parametrize("name", ["mailgun", "postmark", "sendgrid"])
    @pytest.mark.parametrize("mode", ["authserv-id", "microsoft365"])
    def test_may_not_rest_on_fields_that_a_sender_can_write(self, name, mode):
        variables = {"SIGNOFF_INBOUND_AUTH": mode, "SIGNOFF_AUTHSERV_ID": "amazonses.com"}

        with pytest.raises(ConfigurationError, match=f"{name}.*{mode}"):
            read_settings({**KEYS[name], **variables})

    def test_may_be_the_field_of_ses_where_ses_is_the_only_provider(self):
        variables = {
            "SIGNOFF_INBOUND_AUTH": "authserv-id",
            "SIGNOFF_AUTHSERV_ID": "AmazonSES.com",
        }

        assert on(read_settings({**KEYS["ses"], **variables})) == {"ses"}
        with pytest.raises(ConfigurationError, match="mailgun"):
            read_settings({**KEYS["ses"], **KEYS["mailgun"], **variables})

    @pytest.mark.parametrize("mode", ["authserv-id", "microsoft365"])
    def test_may_not_be_another_servers_field_in_mail_from_ses(self, mode):
        variables = {"SIGNOFF_INBOUND_AUTH": mode, "SIGNOFF_AUTHSERV_ID": "mx.example.com"}

        with pytest.raises(ConfigurationError, match=r"ses=authserv-id:amazonses\.com"):
            read_settings({**KEYS["ses"], **variables})
