package org.holdfast.ejb.mail;

import java.time.Instant;
import java.util.List;

/**
 * A mail, in plain text.
 *
 * @param receivers addresses, at least one
 * @param subject of any length and characters: what cannot be in a header is left out
 * @param body never holds a secret
 */
public record Mail(List<String> receivers, String subject, String body, Instant made) {

  public Mail {
    receivers = List.copyOf(receivers);
  }
}
