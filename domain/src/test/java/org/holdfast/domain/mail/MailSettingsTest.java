package org.holdfast.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailSettingsTest {

  private static MailSettings settings(
      String host, int port, MailSecurity security, @Nullable String user) {
    return new MailSettings(
        MailSettings.NONE, host, port, security, user, "vault@example.com", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@b", "security@example.com", "first.last+tag@mail.example.com", "o'h@x-y.org"})
  void address_common_isTaken(String address) {
    assertThatCode(() -> MailAddress.require(address, "sender")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "@b", "a@", "a b@c", "a@b c", "a@-b", "a@b-", "a..b@c", "a@b\n", "<a@b>", "a@b,c@d"
      })
  void address_broken_isRefused(String address) {
    assertThatThrownBy(() -> MailAddress.require(address, "sender"))
        .isInstanceOfSatisfying(
            VaultException.class, refused -> assertThat(refused.field()).isEqualTo("sender"));
  }

  @Test
  void checked_signInWithoutProtection_isRefused() {
    assertThatThrownBy(() -> settings("mail", 25, MailSecurity.NONE, "vault").checked())
        .isInstanceOfSatisfying(
            VaultException.class, refused -> assertThat(refused.field()).isEqualTo("security"));
    assertThatCode(() -> settings("mail", 25, MailSecurity.NONE, null).checked())
        .doesNotThrowAnyException();
  }

  @Test
  void checked_hostOrPort_isRefusedAtItsField() {
    assertThatThrownBy(() -> settings("a b", 25, MailSecurity.TLS, null).checked())
        .isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> settings("mail", 0, MailSecurity.TLS, null).checked())
        .isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> settings("mail", 65_536, MailSecurity.TLS, null).checked())
        .isInstanceOf(VaultException.class);
  }

  /** A password that was typed for one server never goes to another. */
  @Test
  void isSameAccount_otherServerUserOrNoProtection_isNot() {
    MailSettings stored = settings("mail", 587, MailSecurity.STARTTLS, "vault");

    assertThat(stored.isSameAccount(settings("mail", 587, MailSecurity.TLS, "vault"))).isTrue();
    assertThat(stored.isSameAccount(settings("evil", 587, MailSecurity.STARTTLS, "vault")))
        .isFalse();
    assertThat(stored.isSameAccount(settings("mail", 25, MailSecurity.STARTTLS, "vault")))
        .isFalse();
    assertThat(stored.isSameAccount(settings("mail", 587, MailSecurity.STARTTLS, "root")))
        .isFalse();
  }
}
