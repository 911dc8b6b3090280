package org.holdfast.domain.backup.file;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import org.holdfast.domain.backup.BackupType;
import org.holdfast.domain.backup.VaultTables.TableRows;
import org.holdfast.domain.crypto.Sealed;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootsOfTrust;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.LentKey;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/**
 * What a backup file says of itself, in clear. It holds no secret: the wallet is encrypted under
 * the wallet password, and that is wrapped; the HSM credential is in no backup (S29).
 *
 * @param id of the backup, which is that of its run
 * @param version of the vault that made it
 * @param schemaVersion of its tables
 * @param node that made it
 * @param base the full backup that an incremental one goes with; null for a full one
 * @param roots which keys protect the wallet, each of them alone; null in passphrase mode
 * @param files of the home folder: the wallet, the wrapped wallet password, and what a restore
 *     needs
 * @param masterKey which master key wraps the backup's key
 * @param key the backup's key, wrapped by that master key
 * @param tables in the order in which they follow
 * @param objects security objects that are not destroyed
 */
public record BackupManifest(
    UUID id,
    BackupType type,
    String version,
    int schemaVersion,
    UUID node,
    Instant created,
    @Nullable UUID base,
    @Nullable RootsOfTrust roots,
    Map<HomeFile, Bytes> files,
    UUID masterKey,
    Sealed key,
    List<TableRows> tables,
    long objects) {

  public BackupManifest {
    files = Map.copyOf(files);
    tables = List.copyOf(tables);
  }

  /** The primary Root of Trust; null in passphrase mode. */
  public @Nullable RootOfTrust rootOfTrust() {
    return roots == null ? null : roots.primary().root();
  }

  /** Whether the MAC key of the proof follows from the wallet password ({@link Proof#keyFrom}). */
  public boolean isProvedByWalletPassword() {
    return roots != null && roots.size() > 1;
  }

  /** Rows of all tables. */
  public long rows() {
    return tables.stream().mapToLong(TableRows::rows).sum();
  }

  /**
   * The lines of the file, up to 4 MiB.
   *
   * @throws IllegalArgumentException if it is larger, holds a file of the home folder that no
   *     backup holds, or a name of a table or column that is no plain identifier ({@code [a-z0-9_]}
   *     and for a table its schema), or contradicts itself
   */
  public Bytes encode() {
    return ManifestForm.encode(this);
  }

  /**
   * Reads what {@link #encode} wrote, and nothing else.
   *
   * @throws VaultException {@link ErrorCode#BACKUP_DAMAGED}
   */
  public static BackupManifest decode(Bytes encoded) {
    return ManifestForm.decode(encoded);
  }

  /**
   * Proof that who made the manifest could use the Root of Trust key: a key for HMAC-SHA-256 (RFC
   * 2104), wrapped by it, and the MAC over the manifest's bytes. There is none in passphrase mode.
   *
   * <p>With several Roots of Trust the MAC key follows from the wallet password, so that each of
   * them proves the backup, one that was away when it was made too.
   *
   * @param macKey as the Root of Trust key wrapped it; with several, that of one of them
   */
  public record Proof(WrappedSecret macKey, Bytes mac) {

    /**
     * Makes a proof.
     *
     * @param wrapped the MAC key, wrapped by the Root of Trust key
     * @param macKey the same in clear; stays the caller's
     */
    public static Proof make(WrappedSecret wrapped, SecretBytes macKey, Bytes manifestBytes) {
      return new Proof(wrapped, Bytes.of(mac(macKey, manifestBytes)));
    }

    /** The MAC key of a backup of several Roots of Trust, for the caller to close. */
    public static SecretBytes keyFrom(SecretBytes walletPassword, UUID backup) {
      byte[] label = ("holdfast backup proof " + backup).getBytes(StandardCharsets.UTF_8);
      return SecretBytes.takeFrom(mac(walletPassword, Bytes.of(label)));
    }

    /** Whether this key makes this MAC over these bytes; compared in constant time. */
    public boolean isMadeBy(SecretBytes key, Bytes manifestBytes) {
      return MessageDigest.isEqual(mac(key, manifestBytes), mac.toByteArray());
    }

    private static byte[] mac(SecretBytes key, Bytes manifestBytes) {
      try (LentKey lent = new LentKey("HmacSHA256", key)) {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(lent);
        return mac.doFinal(manifestBytes.toByteArray());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("HMAC-SHA-256 is not available", e);
      }
    }
  }
}
