package org.holdfast.ejb.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.backup.Authentication;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.BackupStores;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.KeyFile;

/** Finds destinations, the built-in one among them, and opens them with their passwords. */
@ApplicationScoped
class Destinations {

  static final String BUILT_IN = "Local";

  @Inject private DestinationTransactions transactions;
  @Inject private BackupStores stores;
  @Inject private KeyFile keyFile;
  @Inject private VaultHome home;

  /** The built-in one. */
  Destination builtIn() {
    return new Destination(
        Destination.LOCAL_ID,
        BUILT_IN,
        new Location(TransferMethod.LOCAL, home.backups().toString(), null),
        Instant.EPOCH);
  }

  /**
   * @throws VaultException {@link ErrorCode#DESTINATION_UNKNOWN}
   */
  Destination require(UUID id) {
    return id.equals(Destination.LOCAL_ID)
        ? builtIn()
        : transactions
            .find(id)
            .orElseThrow(() -> new VaultException(ErrorCode.DESTINATION_UNKNOWN, id.toString()));
  }

  /**
   * Connects to a destination, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#DESTINATION_UNKNOWN}; as {@link BackupStores#open}
   */
  BackupStore open(UUID id) {
    Location location = require(id).location();
    Optional<SecretChars> stored = usesPassword(location) ? stored(id) : Optional.empty();
    try {
      return stores.open(location, stored.orElse(null));
    } finally {
      stored.ifPresent(SecretChars::close);
    }
  }

  static boolean usesPassword(Location location) {
    Location.Remote remote = location.remote();
    return remote != null && remote.authentication() == Authentication.PASSWORD;
  }

  /** The password that was saved, for the caller to close; empty if none was. */
  Optional<SecretChars> stored(UUID id) {
    return transactions.sealed(id).map(content -> open(id, content));
  }

  /** The form in which a password is saved: it opens for this destination alone. */
  Bytes seal(UUID id, SecretChars password) {
    try (SecretBytes utf8 = password.toUtf8(SecretAccess.granted())) {
      return keyFile.sealSecret(purpose(id), utf8);
    }
  }

  private SecretChars open(UUID id, Bytes content) {
    try (SecretBytes utf8 = keyFile.openSecret(purpose(id), content)) {
      return utf8.lend(SecretAccess.granted(), Destinations::decode);
    }
  }

  private static SecretChars decode(byte[] utf8) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
    char[] characters = new char[decoded.remaining()];
    decoded.get(characters);
    Arrays.fill(decoded.array(), '\0');
    return SecretChars.takeFrom(characters);
  }

  private static String purpose(UUID id) {
    return "backup destination " + id;
  }
}
