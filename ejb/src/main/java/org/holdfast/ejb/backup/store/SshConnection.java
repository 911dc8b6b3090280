package org.holdfast.ejb.backup.store;

import java.io.IOException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/** A session of a signed-in user, with threads of its own, which end with it. */
final class SshConnection implements AutoCloseable {

  private static final int LONGEST_TEXT = 200;

  private final SshClient client;
  private final ClientSession session;
  private final HostKey hostKey;
  private final Location location;
  private final SshTimeouts timeouts;

  SshConnection(
      SshClient client,
      ClientSession session,
      HostKey hostKey,
      Location location,
      SshTimeouts timeouts) {
    this.client = client;
    this.session = session;
    this.hostKey = hostKey;
    this.location = location;
    this.timeouts = timeouts;
  }

  ClientSession session() {
    return session;
  }

  HostKey hostKey() {
    return hostKey;
  }

  SshTimeouts timeouts() {
    return timeouts;
  }

  /** Ends the session at once: whatever waits for the server fails. */
  void cut() {
    session.close(true);
  }

  VaultException failure(ErrorCode code, String text, Exception cause) {
    return new VaultException(code, location.describe() + " (" + printable(text) + ")", cause);
  }

  VaultException failure(ErrorCode code, String text) {
    return new VaultException(code, location.describe() + " (" + printable(text) + ")");
  }

  /** The connection is gone, or as good as gone; it is given up. */
  VaultException lost(Exception cause) {
    cut();
    return failure(ErrorCode.DESTINATION_LOST, textOf(cause), cause);
  }

  static String textOf(Exception cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** What a server says is shown to people: in one line, and not all of it. */
  static String printable(String text) {
    String line = text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
  }

  @Override
  public void close() {
    cut();
    stop(client);
  }

  static void stop(SshClient client) {
    client.stop();
    try {
      client.close();
    } catch (IOException e) {
      // Nothing is left to be sent on it.
      return;
    }
  }
}
