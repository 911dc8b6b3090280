package org.holdfast.domain.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.node.DatabaseFacts;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.wallet.Vault;

/**
 * What the one who runs the doctor knows of the vault. Each method may throw a {@link
 * org.holdfast.domain.error.VaultException}, which becomes the finding.
 */
public interface Knowledge {

  /** How the vault stands. */
  Mode mode();

  /** The Roots of Trust in force, in order of priority as far as it is known; or prepared ones. */
  List<KnownRoot> roots();

  /** Whether that token refused the stored credential, which must not be sent again then (B3). */
  boolean isCredentialRefused(Reach token);

  /** Takes note that that token has just refused the stored credential. */
  void rememberRefusal(Reach token);

  /** What the files were when the last operation wrote them; empty if that is not known here. */
  Optional<Map<HomeFile, Bytes>> digests();

  /** How many sessions the pool may open; empty if there is no pool here. */
  OptionalInt poolSize();

  /** Whether the vault is open; empty if that cannot be asked from here. */
  Optional<Vault.Status> vault();

  /** The database; empty if it cannot be asked from here. */
  Optional<DatabaseFacts> database();

  /** The backups; empty if that cannot be asked from here. */
  Optional<BackupFacts> backups();
}
