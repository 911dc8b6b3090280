package org.holdfast.ejb.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.mail.MailSecurity;
import org.holdfast.domain.mail.MailSettings;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an SMTP server that speaks SMTP, AUTH and TLS. */
class SmtpSenderTest {

  private static final Mail MAIL =
      new Mail(
          List.of("sam@example.com"),
          "Disk room\r\nBcc: eve@example.com",
          "91 percent used, für heute",
          Instant.parse("2026-11-21T08:00:00Z"));

  private static MailServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = MailServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void empty() {
    server.empty();
  }

  private static MailSettings settings(
      String host,
      int port,
      MailSecurity security,
      @Nullable String user,
      @Nullable String trusted) {
    return new MailSettings(
        MailSettings.NONE, host, port, security, user, "vault@example.com", trusted);
  }

  private static MailSettings overTls(@Nullable String user) {
    return settings("localhost", server.tlsPort(), MailSecurity.TLS, user, server.authority());
  }

  private static void assertFails(MailSettings settings, ErrorCode code) {
    assertThatThrownBy(() -> SmtpSender.send(settings, null, MAIL))
        .isInstanceOfSatisfying(
            VaultException.class, refused -> assertThat(refused.code()).isEqualTo(code));
    assertThat(server.received()).isEmpty();
  }

  @Test
  void send_overTlsWithSignIn_arrives() throws Exception {
    try (SecretChars right = SecretChars.copyOf(MailServer.PASSWORD.toCharArray())) {
      SmtpSender.send(overTls(MailServer.USER), right, MAIL);
    }

    List<MimeMessage> received = server.received();
    assertThat(received).hasSize(1);
    assertThat(received.get(0).getSubject()).isEqualTo("Disk room Bcc: eve@example.com");
    assertThat(received.get(0).getHeader("Bcc")).isNull();
    assertThat(received.get(0).getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(received.get(0).getFrom()[0]).hasToString("vault@example.com");
    assertThat(received.get(0).getContent().toString()).contains("für heute");
    assertThat(new String(received.get(0).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .doesNotContain("horse");
  }

  @Test
  void send_wrongPassword_isRefusedWithItsCode_andNamesNoPassword() {
    try (SecretChars wrong = SecretChars.copyOf("wrong horse".toCharArray())) {
      assertThatThrownBy(() -> SmtpSender.send(overTls(MailServer.USER), wrong, MAIL))
          .isInstanceOfSatisfying(
              VaultException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(ErrorCode.MAIL_SIGN_IN_REFUSED);
                assertThat(refused).hasMessageNotContaining("horse");
              });
    }
    assertThat(server.received()).isEmpty();
  }

  @Test
  void send_certificateOfNoKnownAuthority_isNotTrusted() {
    assertFails(
        settings("localhost", server.tlsPort(), MailSecurity.TLS, null, null),
        ErrorCode.MAIL_NOT_TRUSTED);
  }

  @Test
  void send_certificateOfAnotherHost_isNotTrusted() {
    assertFails(
        settings("127.0.0.1", server.tlsPort(), MailSecurity.TLS, null, server.authority()),
        ErrorCode.MAIL_NOT_TRUSTED);
  }

  @Test
  void send_overStartTlsWithSignIn_arrives() throws Exception {
    try (SecretChars right = SecretChars.copyOf(MailServer.PASSWORD.toCharArray())) {
      SmtpSender.send(overStartTls("localhost", server.authority(), MailServer.USER), right, MAIL);
    }

    assertThat(server.received()).hasSize(1);
    assertThat(server.received().get(0).getSubject()).isEqualTo("Disk room Bcc: eve@example.com");
  }

  /** It takes neither sign-in nor mail without TLS: what arrived above was protected. */
  @Test
  void send_withoutProtectionWhereTlsIsWanted_isNotTaken() {
    assertFails(
        settings("localhost", server.startTlsPort(), MailSecurity.NONE, null, null),
        ErrorCode.MAIL_NOT_TAKEN);
  }

  @Test
  void send_startTlsWithCertificateOfNoKnownAuthorityOrOfAnotherHost_isNotTrusted() {
    assertFails(overStartTls("localhost", null, null), ErrorCode.MAIL_NOT_TRUSTED);
    assertFails(overStartTls("127.0.0.1", server.authority(), null), ErrorCode.MAIL_NOT_TRUSTED);
  }

  @Test
  void send_wrongPasswordOverStartTls_isRefusedWithItsCode() {
    try (SecretChars wrong = SecretChars.copyOf("wrong horse".toCharArray())) {
      assertThatThrownBy(
              () ->
                  SmtpSender.send(
                      overStartTls("localhost", server.authority(), MailServer.USER), wrong, MAIL))
          .isInstanceOfSatisfying(
              VaultException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MAIL_SIGN_IN_REFUSED));
    }
    assertThat(server.received()).isEmpty();
  }

  private static MailSettings overStartTls(
      String host, @Nullable String trusted, @Nullable String user) {
    return settings(host, server.startTlsPort(), MailSecurity.STARTTLS, user, trusted);
  }

  /** Who is between the two may take the offer away: nothing goes in the clear then. */
  @Test
  void send_startTlsNotOffered_sendsNothing() {
    assertFails(
        settings("localhost", server.plainPort(), MailSecurity.STARTTLS, null, server.authority()),
        ErrorCode.MAIL_NOT_TRUSTED);
  }

  @Test
  void send_withoutProtection_arrives() {
    SmtpSender.send(
        settings("localhost", server.plainPort(), MailSecurity.NONE, null, null), null, MAIL);

    assertThat(server.received()).hasSize(1);
  }

  @Test
  void send_serverAway_isUnreachable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertFails(
        settings("localhost", port, MailSecurity.NONE, null, null), ErrorCode.MAIL_UNREACHABLE);
  }

  @Test
  void requireAuthority_noCertificate_isRefusedAtItsField() {
    assertThatThrownBy(() -> SmtpSender.requireAuthority("none of it"))
        .isInstanceOfSatisfying(
            VaultException.class, refused -> assertThat(refused.field()).isEqualTo("authority"));
  }
}
