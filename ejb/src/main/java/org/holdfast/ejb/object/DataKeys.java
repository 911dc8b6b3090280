package org.holdfast.ejb.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectCipher;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.WrappedDataKey;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.Vault;
import org.holdfast.ejb.rootoftrust.RootKey;

/**
 * Wraps and unwraps data keys, under the master key or by the HSM (B15). A closed vault opens
 * neither: the HSM alone is not to get around "Close vault".
 */
@ApplicationScoped
class DataKeys {

  @Inject private Vault vault;
  @Inject private RootKey rootKey;
  @Inject private SecureRandom random;

  /** Encrypts material under a fresh data key. */
  SealedMaterial seal(Binding binding, SecretBytes material, boolean byHsm) {
    try (SecretBytes dataKey = ObjectCipher.newDataKey(random)) {
      WrappedDataKey wrapped = wrap(binding, dataKey, byHsm);
      return new SealedMaterial(ObjectCipher.seal(binding, material, dataKey, random), wrapped);
    }
  }

  /** Decrypts material, for the caller to close. */
  SecretBytes open(Binding binding, SealedMaterial sealed) {
    try (SecretBytes dataKey = unwrap(binding, sealed.dataKey())) {
      return ObjectCipher.open(binding, sealed.material(), dataKey);
    }
  }

  /** The same data key in its other or newer form. */
  WrappedDataKey rewrap(Binding binding, WrappedDataKey wrapped, boolean byHsm) {
    try (SecretBytes dataKey = unwrap(binding, wrapped)) {
      return wrap(binding, dataKey, byHsm);
    }
  }

  private WrappedDataKey wrap(Binding binding, SecretBytes dataKey, boolean byHsm) {
    if (byHsm) {
      requireOpen();
      return new WrappedDataKey.UnderHsm(rootKey.wrap(dataKey));
    }
    return vault.with(ring -> ObjectCipher.wrap(binding, dataKey, ring, random));
  }

  private SecretBytes unwrap(Binding binding, WrappedDataKey wrapped) {
    if (wrapped instanceof WrappedDataKey.UnderHsm underHsm) {
      requireOpen();
      try {
        return rootKey.unwrap(underHsm.wrapped());
      } catch (VaultException e) {
        throw e.code() == ErrorCode.WRAPPED_DATA_INVALID ? ObjectCipher.unreadable(binding) : e;
      }
    }
    if (wrapped instanceof WrappedDataKey.UnderMasterKey underMasterKey) {
      return vault.with(ring -> ObjectCipher.unwrap(binding, underMasterKey, ring));
    }
    throw new IllegalArgumentException(wrapped.getClass().getName());
  }

  private void requireOpen() {
    vault.with(ring -> true);
  }
}
