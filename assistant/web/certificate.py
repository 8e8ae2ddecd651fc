"""The certificate that makes the way to the server unreadable for others."""

from __future__ import annotations

import ssl
from pathlib import Path

from assistant.files import reason
from assistant.problem import AssistantError


class CertificateRefused(AssistantError):
    """The certificate or its key cannot be used."""


def encryption(certificate: Path, key: Path) -> ssl.SSLContext:
    """Return what speaks HTTPS with this certificate and key, both PEM; `CertificateRefused` says which does not serve.

    TLS 1.2 and newer, as Python's default for servers has it. A key that asks for a password is refused: nobody sits
    at a server that starts by itself.
    """
    for path in (certificate, key):
        try:
            path.read_bytes()
        except OSError as error:
            raise CertificateRefused(f"打不开“{path}”：{reason(error)}。") from error
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        # An empty password is an answer; without one OpenSSL would ask at the terminal.
        context.load_cert_chain(certificate, key, password="")
    except (ssl.SSLError, ValueError) as error:
        raise CertificateRefused(
            f"证书“{certificate}”和私钥“{key}”用不了：要 PEM 格式，是同一对，私钥没有密码。请向发证书的人核对。"
        ) from error
    return context
