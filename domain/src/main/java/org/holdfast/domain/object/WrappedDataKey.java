package org.holdfast.domain.object;

import java.util.UUID;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.hsm.WrappedSecret;

/** A data key as it is kept beside the material that it encrypts. */
public sealed interface WrappedDataKey {

  /** Wrapped by the master key with that id, which opens with the vault. */
  record UnderMasterKey(UUID masterKey, Sealed sealed) implements WrappedDataKey {}

  /** Wrapped by the Root of Trust key in the HSM (B15). */
  record UnderHsm(WrappedSecret wrapped) implements WrappedDataKey {}
}
