package org.holdfast.ejb.backup.store;

import java.net.SocketAddress;
import java.security.PublicKey;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** Compares the key that a server shows with the one pinned, and keeps it. */
final class HostKeyCheck implements ServerKeyVerifier {

  private final @Nullable HostKey pinned;
  private volatile @Nullable HostKey shown;

  HostKeyCheck(@Nullable HostKey pinned) {
    this.pinned = pinned;
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress server, PublicKey key) {
    HostKey now = encode(key);
    HostKey before = shown;
    shown = now;
    // The keys are exchanged anew during long transfers: then it must be the first one again.
    return (pinned == null || pinned.equals(now)) && (before == null || before.equals(now));
  }

  /** Null until the server has proved to hold one. */
  @Nullable HostKey shown() {
    return shown;
  }

  /** How the key shown differs from the one pinned, with both fingerprints; null if it does not. */
  @Nullable String difference() {
    HostKey now = shown;
    if (pinned == null || now == null || pinned.equals(now)) {
      return null;
    }
    return "%s %s instead of %s %s"
        .formatted(now.algorithm(), now.fingerprint(), pinned.algorithm(), pinned.fingerprint());
  }

  private static HostKey encode(PublicKey key) {
    ByteArrayBuffer buffer = new ByteArrayBuffer();
    buffer.putRawPublicKey(key);
    return new HostKey(KeyUtils.getKeyType(key), Bytes.of(buffer.getCompactData()));
  }
}
