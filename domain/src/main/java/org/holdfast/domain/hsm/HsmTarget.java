package org.holdfast.domain.hsm;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which token: the connection request information of the resource adapter. Holds no credential;
 * that is given to the token once, by {@link HsmConnectionFactory#login}.
 *
 * @param vendor rules and mechanism order of the vendor
 * @param library the vendor's PKCS#11 library
 * @param tokenLabel null when the only token that is there is meant (S15)
 */
public record HsmTarget(VendorPack vendor, Path library, @Nullable String tokenLabel) {

  /** Text for messages: vendor, library and label. */
  public String describe() {
    return "%s (%s%s)"
        .formatted(
            vendor.displayName(), library, tokenLabel == null ? "" : ", token " + tokenLabel);
  }
}
