package org.holdfast.domain.mail;

/** How the connection to the mail server is protected. */
public enum MailSecurity {
  /** Not at all: for a server on the same machine. A password is never sent. */
  NONE,
  /** By STARTTLS (RFC 3207), which the server must offer. */
  STARTTLS,
  /** By TLS from the first byte (RFC 8314). */
  TLS
}
