"""Barbican's API without Keystone, on SoftHSM2 2.6.1 and PostgreSQL; as packaged it fails on both."""

import os

from paste import deploy
from sqlalchemy import event

from barbican.model import models
from barbican.plugin.crypto import pkcs11

CKM_AES_KEY_WRAP_PAD = 0x210A


class KeyWrapPad:
    """The library, but for wrapping: Barbican asks for CKM_AES_CBC_PAD, which SoftHSM2 does not wrap with."""

    def __init__(self, lib, ffi):
        self._lib = lib
        self._ffi = ffi

    def __getattr__(self, name):
        return getattr(self._lib, name)

    def _without_iv(self, mechanism):
        mechanism.mechanism = CKM_AES_KEY_WRAP_PAD
        mechanism.parameter = self._ffi.NULL
        mechanism.parameter_len = 0

    def C_WrapKey(self, session, mechanism, *rest):
        self._without_iv(mechanism)
        return self._lib.C_WrapKey(session, mechanism, *rest)

    def C_UnwrapKey(self, session, mechanism, *rest):
        self._without_iv(mechanism)
        return self._lib.C_UnwrapKey(session, mechanism, *rest)


_init = pkcs11.PKCS11.__init__


def _init_with_key_wrap_pad(self, *args, **kwargs):
    _init(self, *args, **kwargs)
    self.lib = KeyWrapPad(self.lib, self.ffi)


pkcs11.PKCS11.__init__ = _init_with_key_wrap_pad


@event.listens_for(models.EncryptedDatum.cypher_text, "set", retval=True)
def _as_text(target, value, old, initiator):
    """The column is text: PostgreSQL would keep bytes as their hexadecimal form."""
    return value.decode() if isinstance(value, bytes) else value


application = deploy.loadapp("config:" + os.environ["BARBICAN_PASTE"])
