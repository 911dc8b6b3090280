package org.holdfast.domain.rootoftrust.ledger;

import java.util.List;
import java.util.Optional;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.rootoftrust.ledger.RootKeyEntry.Standing;

/**
 * Which keys there are, and what still needs each of them (B9).
 *
 * @param rootKeys those in force in order of priority, then former ones, then orphans
 * @param masterKeys newest generation first; none while the vault is closed
 * @param open whether the vault is: a closed one does not know its master keys
 */
public record Ledger(List<RootKeyEntry> rootKeys, List<MasterKeyEntry> masterKeys, boolean open) {

  public Ledger {
    rootKeys = List.copyOf(rootKeys);
    masterKeys = List.copyOf(masterKeys);
  }

  /**
   * The Root of Trust key that may be destroyed.
   *
   * @param number as the caller names it
   * @throws VaultException {@link ErrorCode#LEDGER_KEY_UNKNOWN}, {@link ErrorCode#KEY_IN_FORCE},
   *     {@link ErrorCode#KEY_STILL_NEEDED} naming what needs it
   */
  public RootKeyEntry requireDestroyable(String tokenSerial, int number) {
    List<RootKeyEntry> found =
        rootKeys.stream()
            .filter(entry -> tokenSerial.equals(entry.tokenSerial()))
            .filter(entry -> entry.keyNumber() == number)
            .toList();
    // One in force first: a token that was made anew may have given a number out twice.
    Optional<RootKeyEntry> inForce =
        found.stream().filter(entry -> entry.standing() == Standing.IN_FORCE).findFirst();
    if (inForce.isPresent()) {
      throw new VaultException(
          ErrorCode.KEY_IN_FORCE, "key number %d of %s".formatted(number, inForce.get().name()));
    }
    RootKeyEntry entry =
        found.stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new VaultException(
                        ErrorCode.LEDGER_KEY_UNKNOWN,
                        "key number %d on the token with serial number %s"
                            .formatted(number, tokenSerial)));
    requireNotNeeded(entry.needs());
    return entry;
  }

  /**
   * The master key that may be destroyed.
   *
   * @throws VaultException {@link ErrorCode#VAULT_CLOSED}, {@link ErrorCode#LEDGER_KEY_UNKNOWN},
   *     {@link ErrorCode#KEY_IN_FORCE}, {@link ErrorCode#KEY_STILL_NEEDED} naming what needs it
   */
  public MasterKeyEntry requireDestroyable(int generation) {
    if (!open) {
      throw new VaultException(ErrorCode.VAULT_CLOSED);
    }
    MasterKeyEntry entry =
        masterKeys.stream()
            .filter(key -> key.generation() == generation)
            .findFirst()
            .orElseThrow(
                () ->
                    new VaultException(
                        ErrorCode.LEDGER_KEY_UNKNOWN, "master key generation " + generation));
    if (entry.active()) {
      throw new VaultException(ErrorCode.KEY_IN_FORCE, "master key generation " + generation);
    }
    requireNotNeeded(entry.needs());
    return entry;
  }

  private static void requireNotNeeded(KeyNeeds needs) {
    if (!needs.none()) {
      throw new VaultException(ErrorCode.KEY_STILL_NEEDED, String.join(", ", needs.words()));
    }
  }
}
