package org.holdfast.domain.backup;

import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be a destination (S72); in a legal form.
 *
 * @param confirmed fingerprint of the host key that the caller has confirmed, such as {@code
 *     SHA256:…}; null for a folder of this machine, and on a change if the one that is pinned is
 *     meant
 */
public record DestinationDraft(String name, Location location, @Nullable String confirmed) {

  /**
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the field
   */
  public DestinationDraft {
    name = BackupNames.checked(name);
    location = BackupNames.checked(location);
  }
}
