package org.holdfast.ejb.rootoftrust;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.rootoftrust.FormerKey;
import org.holdfast.domain.rootoftrust.Operation;
import org.holdfast.domain.rootoftrust.OperationKind;
import org.holdfast.domain.rootoftrust.OperationTrace;
import org.holdfast.domain.rootoftrust.RootOfTrustState;
import org.holdfast.domain.rootoftrust.TokenAddress;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to one Root of Trust operation. {@link OperationRunner} calls the methods in
 * the order in which they stand here, and {@link #close} at the end, whatever happened.
 */
interface RootOfTrustWork extends AutoCloseable {

  OperationKind kind();

  /** Checks all that was given; changes nothing, but may log in to the token. */
  void check(OperationTrace trace) throws HsmException;

  /** Vendor of the token on which a key is to be made; null if none is. */
  default @Nullable String vendorId() {
    return null;
  }

  /** Label of that token; null if none was given. */
  default @Nullable String tokenLabel() {
    return null;
  }

  /** The key that is to be made; null if none is. */
  default @Nullable KeyRef newKey() {
    return null;
  }

  /** After how long the console calls it overdue. */
  default Duration deadline() {
    return Duration.ofMinutes(5);
  }

  /** Where its trace file goes. */
  default Path traces(VaultHome home) {
    return home.traces();
  }

  /** The state while the operation is under way. */
  default RootOfTrustState begin(RootOfTrustState before, Operation operation) {
    return before;
  }

  /** What the HSM has to do. */
  default void callHsm(Operation operation, OperationTrace trace) throws HsmException {}

  /** Writes the new files below staging and proves that they open. */
  FilePlan stage(Operation operation, OperationTrace trace) throws HsmException;

  /** The state after the operation. */
  RootOfTrustState succeed(RootOfTrustState during);

  /** Tokens that have accepted the credentials that the operation stores for them (B3). */
  default List<TokenAddress> accepted() {
    return List.of();
  }

  /** Keys that the operation puts out of force and leaves on their tokens. */
  default List<FormerKey> former(Operation operation) {
    return List.of();
  }

  /** What else is part of the commit. */
  default void alongsideCommit() {}

  /** In words, for the audit trail. */
  String auditDetail();

  /** After the commit, before the vault has its new master keys. */
  default void committed() {}

  /** The master keys that the vault has from now on, given away; null if they stay as they are. */
  @Nullable MasterKeyRing takeNewRing();

  /** After the files are in place. */
  default void finished() {}

  /**
   * Takes back what {@link #check} and {@link #callHsm} did to the HSM.
   *
   * @return the key that is still there because the HSM could not be reached; null if none is
   */
  default @Nullable KeyRef undo(OperationTrace trace) {
    return null;
  }

  /** Closes the secrets. */
  @Override
  void close();
}
