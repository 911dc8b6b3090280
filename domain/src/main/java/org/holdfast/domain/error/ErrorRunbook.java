package org.holdfast.domain.error;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which runbook tells what to do about an error code, beyond its cure: the page and section for
 * codes from that number on, up to the next in the list. {@code docs/errors.md} has the links; a
 * test follows them.
 */
final class ErrorRunbook {

  private static final TreeMap<String, String> FROM =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("HF-1001", "requests.md#input"),
              Map.entry("HF-1005", "change-recovery-passphrase.md#when-it-fails"),
              Map.entry("HF-1006", "requests.md#input"),
              Map.entry("HF-2001", "start-and-stop.md#when-it-does-not-start"),
              Map.entry("HF-2002", "start-and-stop.md#what-a-start-does"),
              Map.entry("HF-2004", "change-recovery-passphrase.md#when-it-fails"),
              Map.entry("HF-2005", "initialize.md#when-it-fails"),
              Map.entry("HF-2006", "reverse-migrate.md#when-it-fails"),
              Map.entry("HF-2007", "initialize.md#when-it-fails"),
              Map.entry("HF-2009", "initialize.md#after-a-crash"),
              Map.entry("HF-2011", "several-roots-of-trust.md#add-one"),
              Map.entry("HF-2015", "several-roots-of-trust.md#take-one-out-of-use"),
              Map.entry("HF-2016", "several-roots-of-trust.md#one-is-down"),
              Map.entry("HF-2017", "several-roots-of-trust.md#take-one-out-of-use"),
              Map.entry("HF-2018", "several-roots-of-trust.md#lost-for-good"),
              Map.entry("HF-2019", "several-roots-of-trust.md#add-one"),
              Map.entry("HF-2020", "close-and-open.md#when-it-fails"),
              Map.entry("HF-2022", "change-recovery-passphrase.md#when-it-fails"),
              Map.entry("HF-2023", "close-and-open.md#when-it-fails"),
              Map.entry("HF-2030", "ledger.md#when-it-is-refused"),
              Map.entry("HF-2101", "vault-closed.md#cure"),
              Map.entry("HF-2104", "set-credential.md#when-it-fails"),
              Map.entry("HF-2109", "vault-closed.md#cure"),
              Map.entry("HF-2120", "change-hsm-credential.md#how-entrusts-credentials-are-read"),
              Map.entry("HF-2141", "hsm-drill.md#when-the-hsm-hangs-in-earnest"),
              Map.entry("HF-2201", "vault-closed.md#cure"),
              Map.entry("HF-2301", "doctor.md#hsm-client"),
              Map.entry("HF-2305", "set-credential.md#when-it-fails"),
              Map.entry("HF-2401", "doctor.md#with-the-vault-down"),
              Map.entry("HF-2402", "doctor.md"),
              Map.entry("HF-3001", "requests.md#security-objects"),
              Map.entry("HF-3014", "requests.md#input"),
              Map.entry("HF-3016", "requests.md#security-objects"),
              Map.entry("HF-3017", "virtual-wallets.md#everyday"),
              Map.entry("HF-3020", "virtual-wallets.md#protection-master-key-or-hsm"),
              Map.entry("HF-3021", "requests.md#security-objects"),
              Map.entry("HF-4001", "requests.md#sign-in-and-roles"),
              Map.entry("HF-4009", "endpoints.md#when-it-does-not-work"),
              Map.entry("HF-4018", "requests.md#sign-in-and-roles"),
              Map.entry("HF-5001", "alerts.md#database"),
              Map.entry("HF-5002", "start-and-stop.md#what-a-start-does"),
              Map.entry("HF-5003", "alerts.md#database"),
              Map.entry("HF-6001", "backup-and-restore.md#when-it-is-refused"),
              Map.entry("HF-7001", "alerts.md#root-key-passport"),
              Map.entry("HF-7002", "alerts.md#certificate"),
              Map.entry("HF-7003", "alerts.md#disk"),
              Map.entry("HF-7004", "alerts.md#backup-age"),
              Map.entry("HF-7005", "alerts.md#hsm-sessions"),
              Map.entry("HF-7006", "alerts.md#hsm-credential"),
              Map.entry("HF-7007", "alerts.md"),
              Map.entry("HF-7009", "alerts.md#mail"),
              Map.entry("HF-7014", "metrics.md"),
              Map.entry("HF-7101", "alerts.md#audit"),
              Map.entry("HF-7103", "audit-trail.md#verify"),
              Map.entry("HF-7105", "audit-trail.md#purge"),
              Map.entry("HF-7108", "audit-trail.md#forward-to-syslog"),
              Map.entry("HF-9001", "requests.md#the-vaults-own-fault")));

  private ErrorRunbook() {}

  /** Below the project's {@code docs} folder, such as {@code runbooks/alerts.md#mail}. */
  static String of(String id) {
    return "runbooks/" + FROM.floorEntry(id).getValue();
  }
}
