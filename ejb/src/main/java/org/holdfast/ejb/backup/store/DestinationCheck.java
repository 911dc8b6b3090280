package org.holdfast.ejb.backup.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.BackupStore.BackupStoreException;
import org.holdfast.domain.backup.BackupStores;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** Tries a location with all that a backup needs of it, before one depends on it. */
@ApplicationScoped
public class DestinationCheck {

  private static final int PROBE_BYTES = 4096;
  private static final int NAME_BYTES = 8;

  @Inject private BackupStores stores;
  @Inject private SecureRandom random;

  protected DestinationCheck() {}

  /** Without a container. */
  @SuppressWarnings("UnnecessaryAssignment")
  DestinationCheck(BackupStores stores, SecureRandom random) {
    this.stores = stores;
    this.random = random;
  }

  /**
   * Writes a small file of random bytes, reads it back, renames, lists and deletes it. Nothing is
   * left behind, as far as the location can be reached.
   *
   * @param password for a server that asks for one; stays the caller's
   * @return the key that the server showed; null for a local folder
   * @throws VaultException as {@link BackupStores#open} and {@link BackupStore}; {@link
   *     ErrorCode#DESTINATION_NOT_WRITABLE} too if what was written does not come back
   */
  public @Nullable HostKey check(Location location, @Nullable SecretChars password) {
    byte[] suffix = new byte[NAME_BYTES];
    random.nextBytes(suffix);
    String name = "holdfast-probe-" + HexFormat.of().formatHex(suffix);
    try (BackupStore store = stores.open(location, password)) {
      try {
        probe(store, name, name + ".part");
      } catch (BackupStoreException e) {
        cleanUp(store, name);
        throw e.reason();
      } catch (IOException | RuntimeException e) {
        cleanUp(store, name);
        throw e instanceof VaultException known
            ? known
            : new VaultException(ErrorCode.DESTINATION_LOST, location.describe(), e);
      }
      return store.hostKey();
    }
  }

  private void probe(BackupStore store, String name, String unfinished) throws IOException {
    byte[] content = new byte[PROBE_BYTES];
    random.nextBytes(content);
    try (OutputStream stream = store.create(unfinished)) {
      stream.write(content);
    }
    try (InputStream stream = store.open(unfinished)) {
      require(Arrays.equals(stream.readNBytes(PROBE_BYTES + 1), content), "other bytes come back");
    }
    store.rename(unfinished, name);
    require(
        store.list().stream()
            .anyMatch(file -> file.name().equals(name) && file.bytes() == PROBE_BYTES),
        "a new file is not listed");
    store.delete(name);
    require(
        store.list().stream().noneMatch(file -> file.name().equals(name)),
        "a deleted file is still there");
  }

  private static void require(boolean kept, String otherwise) {
    if (!kept) {
      throw new VaultException(ErrorCode.DESTINATION_NOT_WRITABLE, otherwise).atField("path");
    }
  }

  private static void cleanUp(BackupStore store, String name) {
    try {
      store.delete(name + ".part");
      store.delete(name);
    } catch (VaultException e) {
      // The failure that led here says more.
      return;
    }
  }
}
