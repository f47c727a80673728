"""Settings: small, frozen, each with a default that works. The environment names them as MINUTED_<NAME>."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """`MINUTED_STORE=/srv/papers minuted ask …` asks the store in /srv/papers."""

    model_config = SettingsConfigDict(env_prefix="MINUTED_", frozen=True)

    store: Path = Path(".minuted")
    """The folder of the store."""

    embed_model: str | None = None
    """`base`, an adapter's folder, or a sentence-transformers model name or folder; None is the packaged model as Minuted taught it."""

    ranker: str | None = None
    """A sentence-transformers cross-encoder or folder that orders the passages; None is a well-known one on this machine, else our own.

    `none` is none, which is faster and worse.
    """

    hosts: str = ""
    """Names, with spaces between them, under which the app answers besides those of this machine: that of a proxy before it."""
