package org.holdfast.ejb.backup;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.backup.BackupNames;
import org.holdfast.domain.backup.BackupStores;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.DestinationDraft;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.backup.store.DestinationCheck;
import org.holdfast.ejb.rootoftrust.RestoreGate;
import org.jspecify.annotations.Nullable;

/** Where backups go (S72, S73). */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ManageDestinations {

  @Resource private SessionContext context;
  @Inject private Destinations destinations;
  @Inject private DestinationTransactions transactions;
  @Inject private DestinationCheck check;
  @Inject private BackupStores stores;
  @Inject private RestoreGate gate;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /** The built-in one first, then by name. */
  public List<Destination> list() {
    return Stream.concat(Stream.of(destinations.builtIn()), transactions.list().stream()).toList();
  }

  /**
   * @throws VaultException {@link ErrorCode#DESTINATION_UNKNOWN}
   */
  public Destination find(UUID id) {
    return destinations.require(id);
  }

  /** The vault's own public key, as a line for {@code authorized_keys}. */
  public String publicKey() {
    return stores.publicKey();
  }

  /**
   * The host key that a server shows now, for somebody to compare its fingerprint; nothing secret
   * is sent there.
   *
   * @return null for a folder of this machine
   * @throws VaultException {@link ErrorCode#DESTINATION_UNREACHABLE}, {@link
   *     ErrorCode#INPUT_INVALID}
   */
  public @Nullable HostKey probe(Location location) {
    Location.Remote remote = BackupNames.checked(location).remote();
    return remote == null ? null : stores.hostKey(remote);
  }

  /**
   * Makes a destination, after a file was written, read, renamed, listed and deleted there (S73).
   *
   * @param password if the server is signed in to with one; stays the caller's
   * @throws VaultException {@link ErrorCode#DESTINATION_NAME_TAKEN}; {@link
   *     ErrorCode#INPUT_MISSING} at {@code hostKey} (the detail names the one that the server
   *     shows) or {@code password}; {@link ErrorCode#HOST_KEY_CHANGED} if the server shows another
   *     key than the one confirmed; {@link ErrorCode#RESTORE_RUNNING}; {@link
   *     ErrorCode#DESTINATION_UNREACHABLE}, {@link ErrorCode#DESTINATION_REFUSED} and what else may
   *     be wrong there
   */
  public Destination create(DestinationDraft draft, @Nullable SecretChars password) {
    return save(Uuid7.next(random), draft, password, null);
  }

  /**
   * Changes a destination, as {@link #create}.
   *
   * @param password null keeps the one that is there, if server and user stay the same
   * @throws VaultException as {@link #create}; {@link ErrorCode#DESTINATION_UNKNOWN}; {@link
   *     ErrorCode#DESTINATION_IN_USE} for the built-in one
   */
  public Destination change(UUID id, DestinationDraft draft, @Nullable SecretChars password) {
    Destination before = requireChangeable(id);
    return save(id, draft, password, before);
  }

  /**
   * Deletes a destination; the files there stay.
   *
   * @throws VaultException {@link ErrorCode#DESTINATION_UNKNOWN}; {@link
   *     ErrorCode#DESTINATION_IN_USE} by a schedule that is not done, by a run or by a restore
   */
  public void delete(UUID id) {
    gate.requireNone();
    Destination destination = requireChangeable(id);
    transactions.delete(id, event(AuditOperation.DELETE_DESTINATION, destination));
  }

  private Destination save(
      UUID id,
      DestinationDraft draft,
      @Nullable SecretChars password,
      @Nullable Destination before) {
    gate.requireNone();
    requireFree(draft.name(), id);
    Location former = before == null ? null : before.location();
    Location location = pinned(draft, former);
    Bytes sealed = checked(id, location, password, former);
    Destination destination = new Destination(id, draft.name(), location, clock.instant());
    transactions.save(
        destination,
        sealed,
        event(
            before == null ? AuditOperation.CREATE_DESTINATION : AuditOperation.CHANGE_DESTINATION,
            destination));
    return destination;
  }

  /** Tries the location; the password in the form in which it is saved, null for the former. */
  private @Nullable Bytes checked(
      UUID id, Location location, @Nullable SecretChars password, @Nullable Location before) {
    if (!Destinations.usesPassword(location)) {
      check.check(location, null);
      return null;
    }
    if (password != null && !password.isEmpty()) {
      check.check(location, password);
      return destinations.seal(id, password);
    }
    // The one that is there goes to the server and user that it was typed for, and nowhere else.
    if (before == null || !isSameAccount(location, before)) {
      throw missingPassword();
    }
    try (SecretChars stored =
        destinations.stored(id).orElseThrow(ManageDestinations::missingPassword)) {
      check.check(location, stored);
    }
    return null;
  }

  private Location pinned(DestinationDraft draft, @Nullable Location before) {
    Location.Remote remote = draft.location().remote();
    if (remote == null) {
      return draft.location();
    }
    HostKey shown = stores.hostKey(remote);
    String expected = draft.confirmed() == null ? pinnedFor(remote, before) : draft.confirmed();
    if (expected == null) {
      throw new VaultException(
              ErrorCode.INPUT_MISSING,
              "the server shows %s %s".formatted(shown.algorithm(), shown.fingerprint()))
          .atField("hostKey");
    }
    if (!expected.equals(shown.fingerprint())) {
      throw new VaultException(
              ErrorCode.HOST_KEY_CHANGED,
              "%s %s instead of %s".formatted(shown.algorithm(), shown.fingerprint(), expected))
          .atField("hostKey");
    }
    return draft.location().pinned(shown);
  }

  private static @Nullable String pinnedFor(Location.Remote remote, @Nullable Location before) {
    Location.Remote former = before == null ? null : before.remote();
    HostKey key = former == null ? null : former.hostKey();
    return former == null
            || key == null
            || !former.host().equals(remote.host())
            || former.port() != remote.port()
        ? null
        : key.fingerprint();
  }

  private static boolean isSameAccount(Location location, Location before) {
    Location.Remote now = location.remote();
    Location.Remote former = before.remote();
    return now != null
        && former != null
        && now.host().equals(former.host())
        && now.port() == former.port()
        && now.user().equals(former.user());
  }

  private void requireFree(String name, UUID id) {
    boolean taken =
        Destinations.BUILT_IN.equalsIgnoreCase(name)
            || transactions.list().stream()
                .anyMatch(other -> other.name().equals(name) && !other.id().equals(id));
    if (taken) {
      throw new VaultException(ErrorCode.DESTINATION_NAME_TAKEN).atField("name");
    }
  }

  private Destination requireChangeable(UUID id) {
    Destination destination = destinations.require(id);
    if (destination.isBuiltIn()) {
      throw new VaultException(
          ErrorCode.DESTINATION_IN_USE, "the built-in destination stays as it is");
    }
    return destination;
  }

  private AuditEvent event(AuditOperation operation, Destination destination) {
    return AuditEvent.succeeded(
        context.getCallerPrincipal().getName(),
        operation,
        destination.id(),
        destination.name() + ": " + destination.location().describe());
  }

  private static VaultException missingPassword() {
    return new VaultException(ErrorCode.INPUT_MISSING, "the password").atField("password");
  }
}
