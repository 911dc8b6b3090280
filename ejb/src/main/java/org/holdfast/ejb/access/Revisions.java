package org.holdfast.ejb.access;

import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/** Notices that somebody else was faster. */
final class Revisions {

  private Revisions() {}

  /**
   * @param seen what the caller saw; null for whatever is there
   * @throws VaultException {@link ErrorCode#REVISION_STALE}
   */
  static void require(@Nullable UUID seen, UUID there, String name) {
    if (seen != null && !seen.equals(there)) {
      throw new VaultException(ErrorCode.REVISION_STALE, name);
    }
  }
}
