package org.holdfast.domain.credential;

import java.util.ArrayList;
import java.util.List;

/**
 * "Oracle SQL rules": what a credential must keep to if it is typed in Oracle SQL as well (S108).
 * The vault itself does not need them.
 */
final class OracleSqlRules {

  static final int MAX_TOTAL = 30;
  static final int MAX_PART = 28;
  static final int MIN_WALLET_MANAGER = 8;

  private static final String FORBIDDEN = "|:\"'`";

  private OracleSqlRules() {}

  static List<CredentialFinding> problems(EntrustCredential credential) {
    List<CredentialFinding> problems = new ArrayList<>();
    String name = credential.name();
    int total = credential.passphraseLength() + (name == null ? 0 : 1 + name.length());
    if (total > MAX_TOTAL) {
      problems.add(
          new CredentialFinding(
              "ORACLE_TOTAL_TOO_LONG",
              "%s: %d characters; Oracle SQL takes %d."
                  .formatted(
                      name == null ? "Passphrase" : "Passphrase, separator and name",
                      total,
                      MAX_TOTAL),
              "Shorten the passphrase or the name."));
    }
    if (name != null) {
      part(problems, "PASSPHRASE", credential.passphraseLength());
      part(problems, "NAME", name.length());
    }
    if (!isAllowed(credential)) {
      problems.add(
          new CredentialFinding(
              "ORACLE_CHARACTER",
              "The passphrase has a character that Oracle SQL does not take.",
              "Use visible ASCII characters without | : \" ' and `."));
    }
    if (!isEnoughForWalletManager(credential)) {
      problems.add(
          new CredentialFinding(
              "ORACLE_WALLET_MANAGER",
              "Oracle Wallet Manager wants at least %d characters: letters with digits or symbols."
                  .formatted(MIN_WALLET_MANAGER),
              "Use a longer passphrase that has letters, and digits or symbols."));
    }
    return problems;
  }

  private static void part(List<CredentialFinding> problems, String part, int length) {
    if (length < 1 || length > MAX_PART) {
      problems.add(
          new CredentialFinding(
              "ORACLE_" + part + "_LENGTH",
              "Oracle SQL takes 1 to %d characters for each part; one has %d."
                  .formatted(MAX_PART, length),
              "Change its length."));
    }
  }

  private static boolean isAllowed(EntrustCredential credential) {
    boolean all = true;
    for (int i = 0; i < credential.passphraseLength(); i++) {
      char c = credential.passphraseAt(i);
      all &= c > ' ' && c < 0x7f && FORBIDDEN.indexOf(c) < 0;
    }
    return all;
  }

  private static boolean isEnoughForWalletManager(EntrustCredential credential) {
    boolean letters = false;
    boolean others = false;
    for (int i = 0; i < credential.passphraseLength(); i++) {
      boolean letter = Character.isLetter(credential.passphraseAt(i));
      letters |= letter;
      others |= !letter;
    }
    return letters && others && credential.passphraseLength() >= MIN_WALLET_MANAGER;
  }
}
