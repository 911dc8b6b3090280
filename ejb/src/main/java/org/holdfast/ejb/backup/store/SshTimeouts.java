package org.holdfast.ejb.backup.store;

import java.time.Duration;

/**
 * How long a server may keep a thread waiting.
 *
 * @param connect until the TCP connection stands
 * @param signIn from then on until the user is signed in
 * @param idle afterwards, for any answer, and for any progress of a transfer
 */
record SshTimeouts(Duration connect, Duration signIn, Duration idle) {

  static final SshTimeouts STANDARD =
      new SshTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(60));

  /** Unanswered keep-alives after which the server counts as gone. */
  static final int KEEP_ALIVES = 3;

  /** Between two keep-alives, so that the last unanswered one is over with {@link #idle}. */
  Duration keepAlive() {
    return idle.dividedBy(KEEP_ALIVES + 1L);
  }
}
