package org.holdfast.domain.alert;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What alerts are about. Each kind has a section in {@code docs/runbooks/alerts.md}, and can be
 * switched off. Names are kept in the database and given out over REST: append only.
 */
public enum AlertKind {
  /**
   * The Root of Trust does not work: HSM away, key missing, replaced or twice there (S81), wallet
   * password does not unwrap, a wallet file was changed (S80).
   */
  HSM("HSM configuration error", Severity.CRITICAL),
  /** The Root of Trust key or its token is not as when the key was made (B5). */
  ROOT_KEY_PASSPORT("Root of Trust key changed", Severity.CRITICAL),
  /** The token counts wrong credentials, or refused the stored one (B3, S22). */
  HSM_CREDENTIAL("HSM credential", Severity.WARNING),
  /** Few sessions of the HSM, or of the pool, are left. */
  HSM_SESSIONS("HSM sessions", Severity.WARNING),
  /** A wallet file is not the one that the last operation made; passphrase mode. */
  WALLET_FILES("Wallet files changed", Severity.CRITICAL),
  /** The vault is closed. */
  VAULT_CLOSED("Vault closed", Severity.CRITICAL),
  /** The database cannot be reached. */
  DATABASE("Database away", Severity.CRITICAL),
  /** A certificate of the vault's own ends soon. */
  CERTIFICATE("Certificate expiry", Severity.WARNING),
  /** A file system that the vault writes to is nearly full. */
  DISK("Disk room", Severity.WARNING),
  /** The last backup failed. */
  BACKUP_FAILED("Backup failed", Severity.WARNING),
  /** The last good backup is too old. */
  BACKUP_AGE("Backup overdue", Severity.WARNING),
  /** The last backup could not be proved by a test restore. */
  BACKUP_NOT_PROVED("Backup not proved", Severity.CRITICAL),
  /** Audit records cannot be written, sealed or verified. */
  AUDIT("Audit trail", Severity.CRITICAL),
  /** Mail about alerts cannot be sent; never told by mail. */
  MAIL("Mail not sent", Severity.WARNING);

  /** What the documentation promises for each HSM alert (S82); people search for it. */
  private static final String DOCUMENTED =
      "HSM configuration error. Please refer to the HSM Alert section in the Oracle Key Vault Root"
          + " of Trust HSM Configuration Guide.";

  private final String displayName;
  private final Severity severity;

  AlertKind(String displayName, Severity severity) {
    this.displayName = displayName;
    this.severity = severity;
  }

  /** Such as {@code Disk room}. */
  public String displayName() {
    return displayName;
  }

  /** How grave such an alert is, unless its source says otherwise. */
  public Severity severity() {
    return severity;
  }

  /** The document's own text (S82); null for all but HSM alerts. */
  public @Nullable String documentedText() {
    return this == HSM || this == ROOT_KEY_PASSPORT ? DOCUMENTED : null;
  }

  /** The section of the runbook, below the project's {@code docs} folder. */
  public String runbook() {
    return "runbooks/alerts.md#" + section();
  }

  /** Name of its section on that page. */
  public String section() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
