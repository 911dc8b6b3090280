package org.holdfast.domain.mail;

import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** This node's mail server; each method in the transaction of its caller. */
public interface MailRepository {

  /** Empty if none is configured. */
  Optional<MailSettings> find();

  /** The password in its sealed form; empty if there is none. */
  Optional<Bytes> sealedPassword();

  /**
   * Puts settings in the place of those with the revision that was seen; false if it changed.
   *
   * @param sealedPassword null for none
   */
  boolean save(MailSettings settings, @Nullable Bytes sealedPassword, UUID seen);
}
