package org.holdfast.web.mail;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.mail.MailSecurity;
import org.holdfast.domain.mail.MailSettings;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.mail.ConfigureMail;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** System Configuration, Mail. */
@Named("mailForm")
@RequestScoped
public class MailForm {

  private static final String FORM = "mail";
  private static final String SUBMISSION_PORT = "587";

  @Inject private ConfigureMail configureMail;

  private @Nullable String host;
  private @Nullable String port = SUBMISSION_PORT;
  private MailSecurity security = MailSecurity.STARTTLS;
  private @Nullable String user;
  private @Nullable SecretChars password;
  private @Nullable String sender;
  private @Nullable String authority;
  private @Nullable String revision;
  private @Nullable String receiver;
  private boolean configured;
  private @Nullable VaultException failure;

  @PostConstruct
  void load() {
    try {
      configureMail.current().ifPresent(this::fill);
      if (!configured) {
        revision = MailSettings.NONE.toString();
      }
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
    }
  }

  private void fill(MailSettings settings) {
    configured = true;
    host = settings.host();
    port = Integer.toString(settings.port());
    security = settings.security();
    user = settings.user();
    sender = settings.sender();
    authority = settings.authority();
    revision = settings.revision().toString();
  }

  public void save() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("host", host);
    problems.require("port", port);
    problems.require("sender", sender);
    if (problems.none() && host != null && sender != null) {
      try {
        fill(
            configureMail.save(
                new MailSettings(
                    MailSettings.NONE,
                    host.strip(),
                    portNumber(),
                    security,
                    user == null || user.isBlank() ? null : user.strip(),
                    sender.strip(),
                    authority == null || authority.isBlank() ? null : authority),
                password,
                revision == null ? null : UUID.fromString(revision)));
        FormProblems.done("Saved", "Send a test mail to see that the server takes it.");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  /** Sends a test mail, and waits for the server's answer. */
  public void test() {
    try {
      configureMail.test(receiver == null || receiver.isBlank() ? null : receiver.strip());
      FormProblems.done("Sent", "The mail server took the test mail.");
    } catch (RuntimeException e) {
      new FormProblems("testMail").add(e);
    }
  }

  private int portNumber() {
    try {
      return Integer.parseInt(port == null ? "" : port.strip());
    } catch (NumberFormatException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "not a whole number", e).atField("port");
    }
  }

  /** Whether a mail server is configured. */
  public boolean isConfigured() {
    return configured;
  }

  /** Why the settings cannot be shown; null if they can. */
  public @Nullable VaultException getFailure() {
    return failure;
  }

  public @Nullable String getHost() {
    return host;
  }

  public void setHost(@Nullable String host) {
    this.host = host;
  }

  public @Nullable String getPort() {
    return port;
  }

  public void setPort(@Nullable String port) {
    this.port = port;
  }

  public MailSecurity getSecurity() {
    return security;
  }

  public void setSecurity(MailSecurity security) {
    this.security = security;
  }

  public @Nullable String getUser() {
    return user;
  }

  public void setUser(@Nullable String user) {
    this.user = user;
  }

  public @Nullable SecretChars getPassword() {
    return password;
  }

  public void setPassword(@Nullable SecretChars password) {
    this.password = password;
  }

  public @Nullable String getSender() {
    return sender;
  }

  public void setSender(@Nullable String sender) {
    this.sender = sender;
  }

  public @Nullable String getAuthority() {
    return authority;
  }

  public void setAuthority(@Nullable String authority) {
    this.authority = authority;
  }

  public @Nullable String getRevision() {
    return revision;
  }

  public void setRevision(@Nullable String revision) {
    this.revision = revision;
  }

  public @Nullable String getReceiver() {
    return receiver;
  }

  public void setReceiver(@Nullable String receiver) {
    this.receiver = receiver;
  }

  @PreDestroy
  void close() {
    if (password != null) {
      password.close();
    }
  }
}
