package org.holdfast.ejb.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.mail.MailSecurity;
import org.holdfast.domain.mail.MailSettings;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * Hands a mail to an SMTP server (RFC 5321), over TLS with a certificate and host name that are
 * checked (RFC 3207, RFC 8314, RFC 9525), by Jakarta Mail.
 */
final class SmtpSender {

  private static final String PREFIX = "mail.smtp.";
  private static final String CONNECT_MILLIS = "10000";
  private static final String ANSWER_MILLIS = "20000";
  private static final int MAX_SUBJECT = 200;
  private static final int MAX_DETAIL = 300;
  private static final int MAX_DEPTH = 20;

  private SmtpSender() {}

  /**
   * Sends a mail to all of its receivers that the server takes.
   *
   * @param given the password; stays the caller's; null for none
   * @throws VaultException {@link ErrorCode#MAIL_UNREACHABLE}, {@link ErrorCode#MAIL_NOT_TRUSTED},
   *     {@link ErrorCode#MAIL_SIGN_IN_REFUSED}, {@link ErrorCode#MAIL_NOT_TAKEN} if it took it for
   *     none of them
   */
  static void send(MailSettings settings, @Nullable SecretChars given, Mail mail) {
    Session session = Session.getInstance(properties(settings));
    try (Transport transport = session.getTransport("smtp")) {
      connect(transport, settings, given);
      MimeMessage message = message(session, settings, mail);
      transport.sendMessage(message, message.getAllRecipients());
    } catch (SendFailedException e) {
      if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
        throw failure(e);
      }
    } catch (MessagingException e) {
      throw failure(e);
    }
  }

  private static void connect(
      Transport transport, MailSettings settings, @Nullable SecretChars given)
      throws MessagingException {
    if (settings.user() == null || given == null) {
      transport.connect(settings.host(), settings.port(), null, null);
      return;
    }
    // Jakarta Mail takes nothing but a String: this is the one place, and it is not kept.
    transport.connect(settings.host(), settings.port(), settings.user(), text(given));
  }

  private static String text(SecretChars given) {
    try (SecretBytes utf8 = given.toUtf8(SecretAccess.granted())) {
      return utf8.lend(SecretAccess.granted(), bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static Properties properties(MailSettings settings) {
    Properties properties = new Properties();
    boolean tls = settings.security() == MailSecurity.TLS;
    boolean startTls = settings.security() == MailSecurity.STARTTLS;
    properties.setProperty(PREFIX + "ssl.enable", Boolean.toString(tls));
    properties.setProperty(PREFIX + "starttls.enable", Boolean.toString(startTls));
    properties.setProperty(PREFIX + "starttls.required", Boolean.toString(startTls));
    properties.setProperty(PREFIX + "ssl.checkserveridentity", "true");
    properties.setProperty(PREFIX + "ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.setProperty(PREFIX + "auth", Boolean.toString(settings.user() != null));
    properties.setProperty(PREFIX + "connectiontimeout", CONNECT_MILLIS);
    properties.setProperty(PREFIX + "timeout", ANSWER_MILLIS);
    properties.setProperty(PREFIX + "writetimeout", ANSWER_MILLIS);
    properties.setProperty(PREFIX + "sendpartial", "true");
    properties.setProperty(PREFIX + "from", settings.sender());
    String authority = settings.authority();
    if (authority != null) {
      properties.put(PREFIX + "ssl.socketFactory", trusting(authority));
    }
    return properties;
  }

  /**
   * Checks the certificate that the server's is to be checked with.
   *
   * @param pem null for none
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code authority}
   */
  static void requireAuthority(@Nullable String pem) {
    if (pem != null) {
      trusting(pem);
    }
  }

  private static SSLSocketFactory trusting(String pem) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
        trusted.setCertificateEntry("authority" + number++, certificate);
      }
      if (number == 0) {
        throw notPem(null);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw notPem(e);
    }
  }

  private static VaultException notPem(@Nullable Exception cause) {
    return new VaultException(ErrorCode.INPUT_INVALID, "a certificate in PEM is expected", cause)
        .atField("authority");
  }

  private static MimeMessage message(Session session, MailSettings settings, Mail mail)
      throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.sender()));
    for (String receiver : mail.receivers()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(receiver));
    }
    message.setSubject(oneLine(mail.subject(), MAX_SUBJECT), StandardCharsets.UTF_8.name());
    message.setText(mail.body(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(mail.made()));
    // So that no vacation notice answers (RFC 3834, 5).
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private static VaultException failure(MessagingException thrown) {
    String detail = oneLine(String.valueOf(thrown.getMessage()), MAX_DETAIL);
    return new VaultException(code(thrown), detail, thrown);
  }

  private static ErrorCode code(MessagingException thrown) {
    if (thrown instanceof AuthenticationFailedException) {
      return ErrorCode.MAIL_SIGN_IN_REFUSED;
    }
    ErrorCode code = ErrorCode.MAIL_NOT_TAKEN;
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof SSLException
          || cause instanceof GeneralSecurityException
          || String.valueOf(cause.getMessage()).contains("STARTTLS")
          || String.valueOf(cause.getMessage()).contains("verify identity")) {
        return ErrorCode.MAIL_NOT_TRUSTED;
      }
      if (cause instanceof IOException) {
        code = ErrorCode.MAIL_UNREACHABLE;
      }
      cause =
          cause.getCause() == null && cause instanceof MessagingException chained
              ? chained.getNextException()
              : cause.getCause();
    }
    return code;
  }

  /** Without line breaks and other control characters: nobody adds a header by an alert's text. */
  private static String oneLine(String text, int most) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= most ? line : line.substring(0, most);
  }
}
