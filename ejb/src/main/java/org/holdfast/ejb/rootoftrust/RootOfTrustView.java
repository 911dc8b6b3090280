package org.holdfast.ejb.rootoftrust;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.rootoftrust.VaultClosure;
import org.jspecify.annotations.Nullable;

/**
 * What the HSM page shows (S10, S11).
 *
 * @param state name of the Root of Trust state, such as {@code HSM_PROTECTED}
 * @param enabled HSM mode is in force
 * @param up the arrow: HSM mode is in force and the last check of each Root of Trust was good
 * @param type {@code None}, or vendor, token and key in use; of the primary Root of Trust where
 *     there are several
 * @param cause why the arrow is down in HSM mode; null when up or not in HSM mode
 * @param causeDetail the cause in words, with the PKCS#11 return value where there is one
 * @param since since when the arrow is as it is; null before the first check
 * @param checked when the HSM was checked last; null before the first check
 * @param vendorId vendor in use; null outside HSM mode
 * @param tokenLabel the label that was given; null if none was
 * @param tokenSerial serial number of the token in use; null outside HSM mode
 * @param keyNumber number of the Root of Trust key in use; null outside HSM mode
 * @param checkValue check value of that key in hexadecimal; null outside HSM mode
 * @param vaultOpen whether the master keys are in memory
 * @param credentialStored whether an HSM credential is stored on this server
 * @param askRecoveryPassphrase whether Set Credential asks for the recovery passphrase (S23)
 * @param rewrapRemaining data keys still to be re-wrapped under the active master key
 * @param vendors what can be chosen
 * @param closure who closed the vault and why; null if no administrator did
 * @param roots the Roots of Trust in force, in order of priority; what is said above of one is of
 *     the first, but for {@code up} and what follows from it, which is of all
 * @param latestTrace file name of the newest trace under log/hsm; null if there is none (S88)
 */
public record RootOfTrustView(
    String state,
    boolean enabled,
    boolean up,
    String type,
    @Nullable ErrorCode cause,
    @Nullable String causeDetail,
    @Nullable Instant since,
    @Nullable Instant checked,
    @Nullable String vendorId,
    @Nullable String tokenLabel,
    @Nullable String tokenSerial,
    @Nullable Integer keyNumber,
    @Nullable String checkValue,
    boolean vaultOpen,
    boolean credentialStored,
    boolean askRecoveryPassphrase,
    long rewrapRemaining,
    List<VendorView> vendors,
    @Nullable VaultClosure closure,
    List<RootView> roots,
    @Nullable String latestTrace) {

  private static final Set<ErrorCode> OF_CREDENTIAL =
      EnumSet.of(
          ErrorCode.CREDENTIAL_REFUSED_BEFORE,
          ErrorCode.CREDENTIAL_LOCKED,
          ErrorCode.CREDENTIAL_MISSING,
          ErrorCode.CREDENTIAL_ROLLBACK_FAILED);

  public RootOfTrustView {
    vendors = List.copyOf(vendors);
    roots = List.copyOf(roots);
  }

  /**
   * Whether the vault is open, but would not open again after a restart until the credential is set
   * (S22, S28).
   */
  public boolean setCredentialBeforeRestart() {
    return vaultOpen && cause != null && OF_CREDENTIAL.contains(cause);
  }

  /** Whether Open vault needs the recovery passphrase. */
  public boolean openByPassphrase() {
    return !enabled;
  }
}
