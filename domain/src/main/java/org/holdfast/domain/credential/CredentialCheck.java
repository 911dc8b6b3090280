package org.holdfast.domain.credential;

import java.util.List;

/**
 * What the linter finds about a credential.
 *
 * @param reading how it will be read
 * @param problems each of them makes Initialize and Set Credential refuse the credential
 * @param warnings what is allowed, and may be a mistake
 * @param oracleSql what the Oracle SQL rules forbid (S108); none for other vendors than Entrust,
 *     and of no consequence here: only who types the same credential in SQL needs it
 */
public record CredentialCheck(
    CredentialReading reading,
    List<CredentialFinding> problems,
    List<CredentialFinding> warnings,
    List<CredentialFinding> oracleSql) {

  public CredentialCheck {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
    oracleSql = List.copyOf(oracleSql);
  }

  /** Whether module protection has to be allowed before the credential is used (S109). */
  public boolean needsConfirmation() {
    return reading.protection() == KeyProtection.MODULE;
  }
}
