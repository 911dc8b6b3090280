package org.holdfast.ejb.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.holdfast.domain.backup.Authentication;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.BackupStore.BackupStoreException;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.Location.Remote;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.wallet.KeyFile;
import org.jspecify.annotations.Nullable;

/** A vault's stores without a container, and the words of their tests. */
final class StoreFixture {

  static final SecureRandom RANDOM = new SecureRandom();

  /** Gives a server that says nothing up within the test's time. */
  static final SshTimeouts SHORT_SIGN_IN =
      new SshTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(60));

  /** Gives a server that has fallen silent up within the test's time. */
  static final SshTimeouts SHORT_SILENCE =
      new SshTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(2));

  private static final long SEED = 20261121;

  private final Path home;
  private final VaultKeyPair keyPair;

  StoreFixture(Path home) {
    this.home = home;
    UUID node = UUID.randomUUID();
    keyPair =
        new VaultKeyPair(
            new KeptKeyPair(),
            new KeyFile(home.resolve("etc/autologin.key"), RANDOM),
            () -> node,
            RANDOM);
  }

  StoreOpener stores() {
    return stores(SshTimeouts.STANDARD);
  }

  StoreOpener stores(SshTimeouts timeouts) {
    return new StoreOpener(keyPair, home, timeouts);
  }

  static Location local(Path folder) {
    return new Location(TransferMethod.LOCAL, folder.toString(), null);
  }

  /** Signs in with the vault's key as whoever runs the test. */
  static Location remote(TransferMethod method, int port, Path folder, @Nullable HostKey pinned) {
    return new Location(
        method,
        folder.toString(),
        new Remote(
            "127.0.0.1", port, System.getProperty("user.name"), Authentication.PUBLIC_KEY, pinned));
  }

  static void write(BackupStore store, String name, byte[] content) throws IOException {
    try (OutputStream stream = store.create(name)) {
      stream.write(content);
    }
  }

  static byte[] read(BackupStore store, String name) throws IOException {
    try (InputStream stream = store.open(name)) {
      return stream.readAllBytes();
    }
  }

  static byte[] content(int bytes) {
    byte[] content = new byte[bytes];
    new Random(SEED).nextBytes(content);
    return content;
  }

  /** Runs what must fail, and returns why it did, as a stream or a store says it. */
  static VaultException failureOf(ThrowingCallable work) {
    Throwable thrown = catchThrowableOfType(Throwable.class, work);
    return thrown instanceof BackupStoreException ofStream
        ? ofStream.reason()
        : (VaultException) thrown;
  }

  static void assertFails(ErrorCode code, ThrowingCallable work) {
    VaultException failure = failureOf(work);
    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
  }
}
