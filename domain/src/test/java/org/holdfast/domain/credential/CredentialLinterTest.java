package org.holdfast.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The limits of S107 and S108, each just below, at and just above, and every character there is.
 */
class CredentialLinterTest {

  private static final String LETTERS_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** As the Security World's documentation lists them. */
  private static final String WORLD = LETTERS_DIGITS + "!@#$%^&*-_+=[]{}|\\:',.?/`~\"<>();";

  private static final String ORACLE = LETTERS_DIGITS + "!@#$%^&*-_+=[]{}\\,.?/~<>();";
  private static final String NAME = LETTERS_DIGITS + "$-_";

  static IntStream everyCharacter() {
    return IntStream.concat(IntStream.rangeClosed(0, 0x17f), IntStream.of(0x2028, 0x3000, 0xfffd));
  }

  static Stream<Character> separators() {
    return Stream.of('|', ':');
  }

  @ParameterizedTest
  @CsvSource({"'secret'", "'S3cr-et$_'", "'a'"})
  void reading_passphraseAlone_isModule(String credential) {
    CredentialCheck check = check(credential, null);

    assertThat(check.reading()).isEqualTo(new CredentialReading(KeyProtection.MODULE, null));
    assertThat(check.needsConfirmation()).isTrue();
    assertThat(check.problems()).isEmpty();
    assertThat(check.warnings()).isEmpty();
    assertThat(check.reading().words()).startsWith("module passphrase");
  }

  @ParameterizedTest
  @MethodSource("separators")
  void reading_passphraseSeparatorName_isSoftcardOrCardSet(char separator) {
    CredentialCheck check = check("s3cret" + separator + "vault-ocs", null);

    assertThat(check.reading())
        .isEqualTo(new CredentialReading(KeyProtection.SOFTCARD_OR_OCS, "vault-ocs"));
    assertThat(check.needsConfirmation()).isFalse();
    assertThat(check.reading().words())
        .isEqualTo("passphrase of the softcard or card set vault-ocs");
  }

  @Test
  void reading_severalSeparators_theLastOneCounts() {
    assertThat(check("a|b:c|d", null).reading().tokenName()).isEqualTo("d");
    assertThat(check("a|b|c:d", null).reading().tokenName()).isEqualTo("d");
  }

  /** S109: a mistake in the name makes the whole a module passphrase. */
  @ParameterizedTest
  @ValueSource(
      strings = {"secret|", "secret:", "secret|vault.ocs", "secret|my card", "secret|naïve"})
  void reading_badNameAfterSeparator_isModuleAndWarns(String credential) {
    CredentialCheck check = check(credential, null);

    assertThat(check.reading().protection()).isEqualTo(KeyProtection.MODULE);
    assertThat(ids(check.warnings())).contains("NO_NAME_AFTER_SEPARATOR");
  }

  @Test
  void reading_withLabel_isThatToken() {
    assertThat(check("s3cret", "card").reading())
        .isEqualTo(new CredentialReading(KeyProtection.SOFTCARD_OR_OCS, "card"));
    assertThat(check("s3cret|card", "card").problems()).isEmpty();
    assertThat(check("pa:s!", "card").problems()).isEmpty();
  }

  @Test
  void check_nameThatIsNotTheLabel_isAmbiguous() {
    assertThat(ids(check("s3cret|other", "card").problems())).containsExactly("NAME_IS_NOT_LABEL");
    assertThat(ids(check("tr0ub:dor", "card").problems())).containsExactly("NAME_IS_NOT_LABEL");
    assertThat(check("tr0ub:dor|card", "card").problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"thales-luna", "utimaco", "softhsm", "another"})
  void check_otherVendors_haveNoForm(String vendor) {
    try (SecretChars credential = chars(" any|thing: ")) {
      assertThat(CredentialLinter.check(vendor, credential, "label"))
          .isEqualTo(
              new CredentialCheck(
                  new CredentialReading(KeyProtection.TOKEN, "label"),
                  List.of(),
                  List.of(),
                  List.of()));
    }
  }

  @ParameterizedTest
  @CsvSource({"253, false", "254, false", "255, true"})
  void passphrase_length_isLimited(int length, boolean tooLong) {
    assertThat(ids(check("a".repeat(length), null).problems()).contains("PASSPHRASE_TOO_LONG"))
        .isEqualTo(tooLong);
    assertThat(
            ids(check("a".repeat(length) + "|n", null).problems()).contains("PASSPHRASE_TOO_LONG"))
        .isEqualTo(tooLong);
  }

  @ParameterizedTest
  @CsvSource({"253, false", "254, false", "255, true"})
  void name_length_isLimited(int length, boolean tooLong) {
    CredentialCheck check = check("s3cret|" + "n".repeat(length), null);

    assertThat(check.reading().protection()).isEqualTo(KeyProtection.SOFTCARD_OR_OCS);
    assertThat(ids(check.problems()).contains("NAME_TOO_LONG")).isEqualTo(tooLong);
  }

  @ParameterizedTest
  @CsvSource({"31, false", "32, false", "33, true"})
  void name_longerThanALabel_warns(int length, boolean warns) {
    assertThat(ids(check("s3cret|" + "n".repeat(length), null).warnings()))
        .isEqualTo(warns ? List.of("NAME_LONGER_THAN_LABEL") : List.of());
  }

  @Test
  void passphrase_empty_isRefused() {
    assertThat(ids(check("|name", null).problems())).containsExactly("PASSPHRASE_EMPTY");
    assertThat(ids(check("|card", "card").problems())).containsExactly("PASSPHRASE_EMPTY");
  }

  @ParameterizedTest
  @MethodSource("everyCharacter")
  void passphrase_everyCharacter_isJudgedAsListed(int character) {
    char c = (char) character;
    CredentialCheck check = check("ab" + c + "cd|name", null);

    assertThat(ids(check.problems()).contains("PASSPHRASE_CHARACTER"))
        .isEqualTo(WORLD.indexOf(c) < 0);
    assertThat(ids(check.oracleSql()).contains("ORACLE_CHARACTER"))
        .isEqualTo(ORACLE.indexOf(c) < 0);
  }

  @ParameterizedTest
  @MethodSource("everyCharacter")
  void name_everyCharacter_isJudgedAsListed(int character) {
    char c = (char) character;
    boolean allowed = NAME.indexOf(c) >= 0;

    CredentialCheck check = check("secret|na" + c + "me", null);
    CredentialReading expected =
        allowed
            ? new CredentialReading(KeyProtection.SOFTCARD_OR_OCS, "na" + c + "me")
            : c == '|' || c == ':'
                ? new CredentialReading(KeyProtection.SOFTCARD_OR_OCS, "me")
                : new CredentialReading(KeyProtection.MODULE, null);
    assertThat(check.reading()).isEqualTo(expected);
    assertThat(ids(check("secret", "na" + c + "me").problems()).contains("NAME_CHARACTER"))
        .isEqualTo(!allowed);
  }

  @ParameterizedTest
  @CsvSource({"28, 0", "29, 0", "30, 0", "31, 1"})
  void oracle_total_isAtMostThirty(int total, int problems) {
    String pair = "a1".repeat(30).substring(0, 14) + "|" + "n".repeat(total - 15);
    String module = "a1".repeat(30).substring(0, total);

    assertThat(ids(check(pair, null).oracleSql()))
        .isEqualTo(problems == 0 ? List.of() : List.of("ORACLE_TOTAL_TOO_LONG"));
    assertThat(ids(check(module, null).oracleSql()))
        .isEqualTo(problems == 0 ? List.of() : List.of("ORACLE_TOTAL_TOO_LONG"));
  }

  /** 1 ≤ N ≤ 28, 1 ≤ P ≤ 28, 2 ≤ N + P ≤ 29: all pairs near the limits. */
  @Test
  void oracle_everyPairOfLengths_isJudgedByTheFormula() {
    for (int p = 0; p <= 31; p++) {
      for (int n = 1; n <= 31; n++) {
        CredentialCheck check = check("a1".repeat(16).substring(0, p) + "|" + "n".repeat(n), null);
        boolean allowed = n <= 28 && p >= 1 && p <= 28 && n + p >= 2 && n + p <= 29;
        List<String> ids =
            ids(check.oracleSql()).stream()
                .filter(id -> !id.equals("ORACLE_WALLET_MANAGER"))
                .toList();

        assertThat(ids.isEmpty()).as("P %d, N %d: %s", p, n, ids).isEqualTo(allowed);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef1, true",
    "abcdefg1, false",
    "abcdefgh1, false",
    "abcdefgh, true",
    "12345678, true",
    "abcdefg!, false",
    "1234567!, true"
  })
  void oracle_walletManager_wantsEightLettersWithOthers(String passphrase, boolean refused) {
    assertThat(ids(check(passphrase + "|n", null).oracleSql()))
        .isEqualTo(refused ? List.of("ORACLE_WALLET_MANAGER") : List.of());
  }

  @Test
  void findings_any_showNothingOfThePassphrase() {
    CredentialCheck check = check("Hidden wört".repeat(40) + "|" + "n".repeat(300), null);

    assertThat(check.toString()).doesNotContain("Hidden").doesNotContain("wört");
    assertThat(check.problems()).hasSize(3);
  }

  private static CredentialCheck check(String credential, @Nullable String label) {
    try (SecretChars secret = chars(credential)) {
      return CredentialLinter.check("entrust", secret, label);
    }
  }

  private static SecretChars chars(String text) {
    return SecretChars.takeFrom(text.toCharArray());
  }

  private static List<String> ids(List<CredentialFinding> findings) {
    return findings.stream().map(CredentialFinding::id).toList();
  }
}
