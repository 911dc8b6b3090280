package org.holdfast.domain.credential;

import java.util.ArrayList;
import java.util.List;

/** What the Security World allows in a credential (S107). */
final class SecurityWorldRules {

  static final int MAX_LENGTH = 254;

  /** As much of a label as PKCS#11 has room for (v2.40, CK_TOKEN_INFO). */
  static final int LABEL_LENGTH = 32;

  private SecurityWorldRules() {}

  static List<CredentialFinding> problems(EntrustCredential credential) {
    List<CredentialFinding> problems = new ArrayList<>();
    if (credential.passphraseLength() == 0) {
      problems.add(
          new CredentialFinding(
              "PASSPHRASE_EMPTY",
              "There is nothing before the separator.",
              "Put the passphrase before it."));
    }
    if (credential.passphraseLength() > MAX_LENGTH) {
      problems.add(
          new CredentialFinding(
              "PASSPHRASE_TOO_LONG",
              "The passphrase has %d characters; the Security World takes %d."
                  .formatted(credential.passphraseLength(), MAX_LENGTH),
              "Use a shorter one."));
    }
    if (!isOfPassphrase(credential)) {
      problems.add(
          new CredentialFinding(
              "PASSPHRASE_CHARACTER",
              "The passphrase has a character that the Security World does not take.",
              "Use visible ASCII characters alone: no white space, no accents."));
    }
    String name = credential.name();
    if (name != null && name.length() > MAX_LENGTH) {
      problems.add(
          new CredentialFinding(
              "NAME_TOO_LONG",
              "The name has %d characters; the Security World takes %d."
                  .formatted(name.length(), MAX_LENGTH),
              "Check the name of the softcard or card set."));
    }
    if (name != null && !name.chars().allMatch(c -> EntrustCredential.isOfName((char) c))) {
      problems.add(
          new CredentialFinding(
              "NAME_CHARACTER",
              "The name has a character that the Security World does not take.",
              "Names are of letters, digits, $, - and _."));
    }
    return problems;
  }

  static List<CredentialFinding> warnings(EntrustCredential credential) {
    List<CredentialFinding> warnings = new ArrayList<>();
    if (credential.mayHaveMeantAName()) {
      warnings.add(
          new CredentialFinding(
              "NO_NAME_AFTER_SEPARATOR",
              "There is a separator, but no name of a softcard or card set follows it: the whole"
                  + " is read as a module passphrase.",
              "If a softcard or card set is meant, correct its name after the separator."));
    }
    String name = credential.name();
    if (name != null && name.length() > LABEL_LENGTH && name.length() <= MAX_LENGTH) {
      warnings.add(
          new CredentialFinding(
              "NAME_LONGER_THAN_LABEL",
              "The name has %d characters; PKCS#11 shows %d of them, so the token may not be found."
                  .formatted(name.length(), LABEL_LENGTH),
              "Give the softcard or card set a name of at most %d characters."
                  .formatted(LABEL_LENGTH)));
    }
    return warnings;
  }

  private static boolean isOfPassphrase(EntrustCredential credential) {
    boolean all = true;
    for (int i = 0; i < credential.passphraseLength(); i++) {
      char c = credential.passphraseAt(i);
      // The list of S107 is all that is visible in ASCII.
      all &= c > ' ' && c < 0x7f;
    }
    return all;
  }
}
