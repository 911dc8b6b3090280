package org.holdfast.domain.rootoftrust.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What still needs a key (B9). While anything does, the key is not to be destroyed.
 *
 * @param dataKeys versions of security objects whose data key the master key wraps
 * @param heldDataKeys the same of data keys that the HSM holds, by its Root of Trust key (B15)
 * @param restoreWallets wallets and bundles, of this node and others, that open with the key
 * @param backups retained backups that cannot be read without it
 * @param auditCheckpoints checkpoints of the audit trail that it made, and that no newer one made
 *     with a key in force vouches for
 * @param restsUntil when the last request is over that may have begun while the key was in force;
 *     null if that is past
 */
public record KeyNeeds(
    long dataKeys,
    long heldDataKeys,
    long restoreWallets,
    long backups,
    long auditCheckpoints,
    @Nullable Instant restsUntil) {

  /** Nothing needs it. */
  public static final KeyNeeds NONE = new KeyNeeds(0, 0, 0, 0, 0, null);

  /** How many things need it; a key that {@linkplain #restsUntil rests} may have none of them. */
  public long count() {
    return dataKeys + heldDataKeys + restoreWallets + backups + auditCheckpoints;
  }

  /** Whether the key may be destroyed, as far as these are concerned. */
  public boolean none() {
    return count() == 0 && restsUntil == null;
  }

  /** Each of them in words, such as {@code 3 retained backups}; empty if there is none. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    add(words, dataKeys, "data key", "data keys");
    add(words, heldDataKeys, "data key held by the HSM", "data keys held by the HSM");
    add(words, restoreWallets, "wallet or restore bundle", "wallets or restore bundles");
    add(words, backups, "retained backup", "retained backups");
    add(words, auditCheckpoints, "audit checkpoint", "audit checkpoints");
    if (restsUntil != null) {
      words.add("requests that began under it, until " + restsUntil);
    }
    return words;
  }

  private static void add(List<String> words, long count, String one, String many) {
    if (count > 0) {
      words.add(count + " " + (count == 1 ? one : many));
    }
  }
}
