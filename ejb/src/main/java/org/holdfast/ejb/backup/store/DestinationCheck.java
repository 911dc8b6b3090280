package org.holdfast.ejb.backup.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** Tries a location with all that a backup needs of it, before one depends on it. */
@ApplicationScoped
@SuppressWarnings({"unused", "DoNotCallSuggester"})
public class DestinationCheck {

  /** Placeholder until the store's part is merged. */
  public @Nullable HostKey check(Location location, @Nullable SecretChars password) {
    throw new UnsupportedOperationException();
  }
}
