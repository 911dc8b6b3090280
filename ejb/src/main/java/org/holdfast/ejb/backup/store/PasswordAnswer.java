package org.holdfast.ejb.backup.store;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.util.buffer.Buffer;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;

/**
 * A password that is given once and no more, whichever way the server asks for it: who tries a
 * refused one again locks the account.
 */
final class PasswordAnswer implements AutoCloseable {

  private final SecretBytes utf8;
  private final AtomicBoolean given = new AtomicBoolean();

  PasswordAnswer(SecretChars password) {
    utf8 = password.toUtf8(SecretAccess.granted());
  }

  boolean isGiven() {
    return given.get();
  }

  /** Puts the password into a message that is about to be sent; false if it was given before. */
  boolean give(Buffer message) {
    if (given.getAndSet(true)) {
      return false;
    }
    utf8.lend(
        SecretAccess.granted(),
        bytes -> {
          message.putBytes(bytes);
          return true;
        });
    return true;
  }

  /** In bytes. */
  int size() {
    return utf8.size();
  }

  @Override
  public void close() {
    utf8.close();
  }
}
