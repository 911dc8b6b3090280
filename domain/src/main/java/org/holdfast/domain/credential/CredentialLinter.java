package org.holdfast.domain.credential;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * Says how a credential will be read and what is wrong with it, before it is sent to any token
 * (S105 to S109). Only Entrust's credentials have a form of their own.
 */
public final class CredentialLinter {

  /** Id of the vendor pack whose credentials have Entrust's form. */
  static final String ENTRUST = "entrust";

  private CredentialLinter() {}

  /**
   * Looks at a credential; sends it nowhere.
   *
   * @param vendorId id of the vendor pack
   * @param credential as typed; stays the caller's
   * @param tokenLabel null if none is given
   */
  public static CredentialCheck check(
      String vendorId, SecretChars credential, @Nullable String tokenLabel) {
    if (!ENTRUST.equals(vendorId)) {
      return new CredentialCheck(
          new CredentialReading(KeyProtection.TOKEN, tokenLabel), List.of(), List.of(), List.of());
    }
    try (EntrustCredential read = EntrustCredential.read(credential, tokenLabel)) {
      List<CredentialFinding> problems = new ArrayList<>();
      if (read.isAmbiguous()) {
        problems.add(
            new CredentialFinding(
                "NAME_IS_NOT_LABEL",
                "What follows the separator could be a name, and is not the token label.",
                "If it is part of the passphrase, write passphrase|label; otherwise correct the"
                    + " name or the label."));
      }
      problems.addAll(SecurityWorldRules.problems(read));
      return new CredentialCheck(
          read.reading(),
          problems,
          SecurityWorldRules.warnings(read),
          OracleSqlRules.problems(read));
    }
  }
}
