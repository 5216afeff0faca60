"""Which model an author's name means, before any model library is loaded.

One name means the same model on every machine: nothing here reads the
environment or asks whether a library is there.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from signoff.errors import UnknownModel

FORMS = (
    "'gpt-4o-mini', 'claude-...' or 'gemini-...'; 'provider/model' or 'provider:model', such as "
    "'anthropic/claude-sonnet-4-5' or 'ollama/llama3.2'; "
    "the address of a server that speaks the OpenAI API with the model after a '#', "
    "such as 'http://127.0.0.1:8000/v1#my-model'; "
    "a pydantic-ai Model or Agent; an object with call(messages); or a function of a prompt"
)


class Provider(NamedTuple):
    """Who serves a model, what must be installed to ask them, and where their key is found.

    ``keys`` are environment variables of which one must be set; empty: none is needed.
    """

    name: str
    library: str = "openai"
    keys: tuple[str, ...] = ()


class ModelName(NamedTuple):
    """A name, taken apart. ``base_url`` is set where the author wrote an address."""

    provider: Provider
    model: str
    base_url: str | None = None


_LOCAL = Provider("openai")
_KNOWN = (
    Provider("openai", keys=("OPENAI_API_KEY", "OPENAI_BASE_URL")),
    Provider("anthropic", "anthropic", ("ANTHROPIC_API_KEY",)),
    Provider("google", "google.genai", ("GOOGLE_API_KEY", "GEMINI_API_KEY")),
    Provider("ollama"),
    Provider("azure", keys=("AZURE_OPENAI_API_KEY",)),
    Provider("bedrock", "boto3"),
    Provider("cohere", "cohere", ("CO_API_KEY",)),
    Provider("deepseek", keys=("DEEPSEEK_API_KEY",)),
    Provider("groq", "groq", ("GROQ_API_KEY",)),
    Provider("mistral", "mistralai", ("MISTRAL_API_KEY",)),
    Provider("openrouter", keys=("OPENROUTER_API_KEY",)),
    Provider("together", keys=("TOGETHER_API_KEY",)),
    Provider("xai", "xai_sdk", ("XAI_API_KEY",)),
)
PROVIDERS = {provider.name: provider for provider in _KNOWN}
_ALIASES = {"gemini": "google", "together_ai": "together", "openai-chat": "openai"}
_BARE = (
    # Open weights of these makers are served by others, so 'gpt-oss' and 'gemma' name no provider.
    (re.compile(r"(?:ft:)?(?:gpt-(?!oss)|chatgpt-|o\d)"), "openai"),
    (re.compile(r"claude-"), "anthropic"),
    (re.compile(r"gemini-"), "google"),
)
# What follows the colon in a local model's tag: 'mistral:7b' is no model of the company Mistral.
_TAG = re.compile(r"latest|\d+(?:\.\d+)?[bm](?:-.*)?", re.IGNORECASE)
_SPOKEN = re.compile(r"[\x21-\x7e]+")


def parse_name(llm: str) -> ModelName:
    """Return the provider and the model that a name means.

    Raises: UnknownModel, which says what to write instead.
    """
    name = llm.strip()
    if not _SPOKEN.fullmatch(name):
        raise _unknown(llm, "is no name of a model")
    if name.startswith(("http://", "https://")):
        return _address(name)
    for pattern, provider in _BARE:
        if pattern.match(name):
            return ModelName(PROVIDERS[provider], name)
    who, separator, model = _parted(name)
    known = PROVIDERS.get(_ALIASES.get(who.lower(), who.lower()))
    if known is None or not model:
        raise _unknown(llm, "does not say who serves it")
    if separator == ":" and known.name != "ollama" and _TAG.fullmatch(model):
        raise _unknown(llm, f"may mean {known.name}'s or a local 'ollama/{name}'")
    return ModelName(known, model)


def _parted(name: str) -> tuple[str, str, str]:
    """Part at the first slash or colon: a model's own name may hold both."""
    by_slash, by_colon = name.partition("/"), name.partition(":")
    return by_slash if len(by_slash[0]) < len(by_colon[0]) else by_colon


def _address(name: str) -> ModelName:
    try:
        parts = urlsplit(name)
        is_whole = bool(parts.hostname and parts.fragment and parts.port != 0)
    except ValueError as odd:
        raise _unknown(name, "is no address") from odd
    if not is_whole:
        raise _unknown(name, "names no host, or no model after a '#'")
    if "@" in parts.netloc:
        shown = name.replace(parts.netloc, parts.netloc.rpartition("@")[2])
        raise _unknown(shown, "holds a password; keys belong in SIGNOFF_LLM_API_KEY")
    return ModelName(_LOCAL, parts.fragment, name.partition("#")[0].rstrip("/"))


def _unknown(llm: str, why: str) -> UnknownModel:
    return UnknownModel(f"llm={llm!r} {why}. Nothing was built or asked with it. Write {FORMS}.")
