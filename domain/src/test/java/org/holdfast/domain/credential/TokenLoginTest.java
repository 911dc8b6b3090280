package org.holdfast.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import java.util.stream.LongStream;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to the token is what was read: nothing more, nothing less. */
class TokenLoginTest {

  private static final String NAME_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$-_";

  /** Each seed is a case of its own, which a failure names. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, 300);
  }

  /** Any passphrase of the Security World and any name come back as they were put together. */
  @ParameterizedTest
  @MethodSource("seeds")
  void of_passphraseSeparatorName_roundTrips(long seed) {
    Random random = new Random(seed);
    String passphrase = passphrase(random);
    String name = name(random);
    char separator = random.nextBoolean() ? '|' : ':';

    try (SecretChars typed = chars(passphrase + separator + name);
        TokenLogin alone = TokenLogin.of("entrust", typed, null, false);
        TokenLogin labelled = TokenLogin.of("entrust", typed, name, false)) {
      assertThat(alone.tokenLabel()).isEqualTo(name);
      assertThat(text(alone)).isEqualTo(passphrase);
      assertThat(labelled.tokenLabel()).isEqualTo(name);
      assertThat(text(labelled)).isEqualTo(passphrase);
      assertThat(alone.toString()).doesNotContain(passphrase.length() > 8 ? passphrase : "\0");
    }
  }

  /** With a label, a passphrase is taken as it is, or refused as ambiguous; never cut. */
  @ParameterizedTest
  @MethodSource("seeds")
  void of_passphraseWithLabel_isWholeOrRefused(long seed) {
    Random random = new Random(seed);
    String passphrase = passphrase(random);
    String label = name(random);
    boolean ambiguous = passphrase.matches("(?s).*[|:][A-Za-z0-9$_-]+");

    try (SecretChars typed = chars(passphrase)) {
      if (ambiguous) {
        assertRefused(ErrorCode.CREDENTIAL_AMBIGUOUS, typed, label, true);
      } else {
        try (TokenLogin login = TokenLogin.of("entrust", typed, label, false)) {
          assertThat(text(login)).isEqualTo(passphrase);
          assertThat(login.tokenLabel()).isEqualTo(label);
        }
      }
    }
  }

  /** Without a label and without a name nothing goes on before module protection is allowed. */
  @ParameterizedTest
  @MethodSource("seeds")
  void of_modulePassphrase_needsToBeAllowed(long seed) {
    Random random = new Random(seed);
    String passphrase = passphrase(random).replace('|', '/').replace(':', '/');

    try (SecretChars typed = chars(passphrase)) {
      assertRefused(ErrorCode.MODULE_PROTECTION_NOT_ALLOWED, typed, null, false);
      try (TokenLogin login = TokenLogin.of("entrust", typed, null, true)) {
        assertThat(login.reading().protection()).isEqualTo(KeyProtection.MODULE);
        assertThat(login.tokenLabel()).isNull();
        assertThat(text(login)).isEqualTo(passphrase);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space|card", "tab\tbed|card", "ümlaut|card", "|card", "nul\0|card"})
  void of_outsideTheSecurityWorld_isRefused(String credential) {
    try (SecretChars typed = chars(credential)) {
      assertRefused(ErrorCode.CREDENTIAL_NOT_ALLOWED, typed, null, true);
    }
  }

  @Test
  void of_otherVendor_isSentAsTyped() {
    try (SecretChars typed = chars(" as|it:is ");
        TokenLogin login = TokenLogin.of("thales-luna", typed, null, false)) {
      assertThat(text(login)).isEqualTo(" as|it:is ");
      assertThat(login.reading().protection()).isEqualTo(KeyProtection.TOKEN);
    }
  }

  /** Of a token that is known, a label need not be given again. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // vendor, credential, given, module protection allowed, known; meant
        "thales-luna, p|x,     -,     false, known, known",
        "thales-luna, p,       -,     true,  known, known",
        "thales-luna, p,       other, false, known, other",
        "thales-luna, p,       -,     false, -,     -",
        "entrust,     p,       -,     false, known, known",
        "entrust,     p,       other, false, known, other",
        // The credential names its token, or may have been meant to.
        "entrust,     p|other, -,     false, known, -",
        "entrust,     p:a.b,   -,     false, known, -",
        // The module is meant, and no token.
        "entrust,     p,       -,     true,  known, -"
      })
  void meantLabel_isTheKnownOne_unlessSomethingElseIsNamed(
      String vendor,
      String credential,
      @Nullable String given,
      boolean allowModuleProtection,
      @Nullable String known,
      @Nullable String meant) {
    try (SecretChars typed = chars(credential)) {
      assertThat(TokenLogin.meantLabel(vendor, typed, given, allowModuleProtection, known))
          .isEqualTo(meant);
    }
  }

  @Test
  void close_zeroesItsOwnCopyAlone() {
    try (SecretChars typed = chars("s3cret|card")) {
      TokenLogin login = TokenLogin.of("entrust", typed, null, false);
      login.close();

      assertThat(login.credential().isDestroyed()).isTrue();
      assertThat(typed.isDestroyed()).isFalse();
    }
  }

  private static void assertRefused(
      ErrorCode code, SecretChars typed, @Nullable String label, boolean allowModule) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> TokenLogin.of("entrust", typed, label, allowModule))
        .satisfies(
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.field()).isEqualTo("credential");
            });
  }

  /** Of 1 to 254 characters, with more separators in it than chance would give. */
  private static String passphrase(Random random) {
    int length = random.nextInt(4) == 0 ? 254 - random.nextInt(3) : 1 + random.nextInt(40);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(10);
      text.append(kind == 0 ? '|' : kind == 1 ? ':' : (char) ('!' + random.nextInt('~' - '!' + 1)));
    }
    return text.toString();
  }

  private static String name(Random random) {
    int length = random.nextInt(4) == 0 ? 254 - random.nextInt(3) : 1 + random.nextInt(32);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
    }
    return text.toString();
  }

  private static SecretChars chars(String text) {
    return SecretChars.takeFrom(text.toCharArray());
  }

  private static String text(TokenLogin login) {
    return new String(login.credential().toCharArray(SecretAccess.granted()));
  }
}
