package org.holdfast.domain.error;

import static org.holdfast.domain.error.ErrorKind.CONFLICT;
import static org.holdfast.domain.error.ErrorKind.FORBIDDEN;
import static org.holdfast.domain.error.ErrorKind.INTERNAL;
import static org.holdfast.domain.error.ErrorKind.INVALID;
import static org.holdfast.domain.error.ErrorKind.MISSING;
import static org.holdfast.domain.error.ErrorKind.STALE;
import static org.holdfast.domain.error.ErrorKind.THROTTLED;
import static org.holdfast.domain.error.ErrorKind.TOO_LARGE;
import static org.holdfast.domain.error.ErrorKind.UNAUTHENTICATED;
import static org.holdfast.domain.error.ErrorKind.UNAVAILABLE;

/**
 * Every failure that a caller is told of: a code that never changes its meaning, what happened and
 * what to do. Append only; a code that is no longer used stays, so that it is never given out
 * again.
 *
 * <p>HF-1: input. HF-2: Root of Trust. HF-3: security objects. HF-4: access. HF-5: something is
 * away. HF-6: backup and restore. HF-7: monitoring and audit. HF-9: the vault's own fault.
 */
public enum ErrorCode {
  INPUT_MALFORMED(
      "HF-1001",
      INVALID,
      "The request cannot be read",
      "Check it against the document at /openapi."),
  INPUT_MISSING("HF-1002", INVALID, "A required value is missing", "Give a value for the field."),
  INPUT_INVALID("HF-1003", INVALID, "A value is not allowed", "Correct the value and send again."),
  ENTRIES_DIFFER(
      "HF-1004", INVALID, "The two entries do not match", "Type the same value in both fields."),
  PASSPHRASE_WEAK(
      "HF-1005",
      INVALID,
      "The recovery passphrase is too weak",
      "Use at least 12 characters, and no single repeated character."),
  PASSWORD_WEAK(
      "HF-1006",
      INVALID,
      "The password is too weak",
      "Use at least 12 characters, not the user name, and no single repeated character."),
  BODY_TOO_LARGE(
      "HF-1007", TOO_LARGE, "The request is too large", "Send less than the documented limit."),
  RESOURCE_UNKNOWN(
      "HF-1008", MISSING, "There is nothing at this address", "See the document at /openapi."),
  METHOD_NOT_ALLOWED(
      "HF-1009",
      INVALID,
      "This address does not take that method",
      "See the document at /openapi."),

  ALREADY_INSTALLED(
      "HF-2001",
      CONFLICT,
      "The vault is installed already",
      "Sign in. To start again from nothing, use another home folder and database."),
  NOT_INSTALLED(
      "HF-2002",
      CONFLICT,
      "The vault is not installed yet",
      "Open the post-install page and enter the one-time code from the server's log."),
  INSTALL_CODE_WRONG(
      "HF-2003",
      FORBIDDEN,
      "The one-time code is wrong",
      "Look for 'one-time code' in the newest part of the server's log; each start makes a new one."),
  RECOVERY_PASSPHRASE_WRONG(
      "HF-2004",
      INVALID,
      "The recovery passphrase is wrong",
      "Enter the one that is in force: set at post-install, or changed since."),
  HSM_MODE_ALREADY(
      "HF-2005",
      CONFLICT,
      "HSM mode is already enabled",
      "To change the credential use Set Credential; to change the HSM reverse-migrate first."),
  HSM_MODE_REQUIRED(
      "HF-2006", CONFLICT, "HSM mode is not enabled", "Initialize the Root of Trust first."),
  OPERATION_RUNNING(
      "HF-2007",
      CONFLICT,
      "Another Root of Trust operation is running",
      "Wait until it has ended; the HSM page shows its state."),
  VENDOR_UNKNOWN(
      "HF-2008", INVALID, "This HSM vendor is not known", "Choose one of the vendors listed."),
  OPERATION_UNDONE(
      "HF-2009",
      INTERNAL,
      "The operation failed and was undone",
      "Read the newest trace file under log/hsm, remove the cause and repeat the operation."),
  OPERATION_UNDECIDED(
      "HF-2010",
      UNAVAILABLE,
      "The outcome of the operation is not known yet",
      "The database went away while the operation was being committed. When it is back the vault"
          + " finishes or undoes the operation by itself; then look at the HSM page and the audit"
          + " trail."),
  ROOT_UNKNOWN(
      "HF-2011",
      MISSING,
      "There is no Root of Trust of this name",
      "Choose one of those that the HSM page lists."),
  ROOT_TOKEN_TAKEN(
      "HF-2012",
      CONFLICT,
      "A Root of Trust is on this token already",
      "Name another token: each Root of Trust needs an HSM of its own to be of use."),
  ROOT_NAME_TAKEN(
      "HF-2013", CONFLICT, "A Root of Trust has this name already", "Choose another name."),
  ROOTS_FULL(
      "HF-2014",
      CONFLICT,
      "There are three Roots of Trust already",
      "Remove one of them before you add another."),
  ROOT_IS_LAST(
      "HF-2015",
      CONFLICT,
      "The last Root of Trust cannot be removed",
      "Add another one first; or use Reverse Migrate to go on without an HSM."),
  ROOT_AWAY(
      "HF-2016",
      CONFLICT,
      "A Root of Trust that this needs is down",
      "Bring it up: the HSM page shows its cause. If its HSM is lost for good, remove it; then"
          + " repeat."),
  ROOT_HOLDS_DATA_KEYS(
      "HF-2017",
      CONFLICT,
      "This Root of Trust still wraps data keys",
      "Give another Root of Trust the priority 1, wait with both HSMs up until the HSM page says"
          + " that re-wrapping is done, then repeat."),
  ROOT_OF_DATA_KEY_UNKNOWN(
      "HF-2018",
      CONFLICT,
      "No Root of Trust in force has the key that wraps this data key",
      "Check that all Roots of Trust are up. The detail names the key: the HSM that has it must be"
          + " a Root of Trust again before the data key can be used."),
  ROOT_LABEL_NEEDED(
      "HF-2019",
      INVALID,
      "A token label is needed where several tokens of one vendor are in use",
      "Give the token label. A Root of Trust that has none gets it by Set Credential."),
  CLOSED_BY_ADMINISTRATOR(
      "HF-2020",
      UNAVAILABLE,
      "Closed by an administrator",
      "A System Administrator opens the vault again with Open vault on the HSM page: that needs the HSM, or in passphrase mode the recovery passphrase."),
  CLOSURE_NOT_RECORDED(
      "HF-2021",
      UNAVAILABLE,
      "The vault is closed, but that it is to stay closed is not recorded yet",
      "Do not restart it before the database is back: it is recorded then by itself, and a restarted vault would open by itself."),
  PASSPHRASE_UNCHANGED(
      "HF-2022", INVALID, "The new recovery passphrase is the old one", "Choose another one."),
  VAULT_CLOSED_ALREADY(
      "HF-2023",
      CONFLICT,
      "The vault is closed already",
      "Nothing more is to be done: it stays closed until a System Administrator opens it, and the"
          + " first reason stays in force. The one you gave is in the audit trail."),
  KEY_STILL_NEEDED(
      "HF-2030",
      CONFLICT,
      "This key is still needed",
      "The Ledger page and the detail say by what. Wait until re-wrapping is done; delete the backups"
          + " that need it, or let them expire; then repeat."),
  LEDGER_KEY_UNKNOWN(
      "HF-2031",
      MISSING,
      "There is no such key in the ledger",
      "Look at the Ledger page: a key that was destroyed is not there any more."),
  KEY_IN_FORCE(
      "HF-2032",
      CONFLICT,
      "This key is in force",
      "Rotate it first: the key that takes its place is in force then, and this one is destroyed when"
          + " nothing needs it any more."),
  DESTROY_NOT_CONFIRMED(
      "HF-2033",
      INVALID,
      "What was typed to confirm is not the number of the key",
      "Type the key number of the Root of Trust key, or the generation of the master key, as the"
          + " Ledger page shows it."),
  ROOT_KEY_NOT_RECORDED(
      "HF-2034",
      CONFLICT,
      "The key on the token is not the one that the vault recorded",
      "Its check value is another one, so nothing was destroyed. Find out who made this key; if it is"
          + " not wanted, remove it with the tools of the HSM's vendor."),
  ROOT_KEY_NOT_GONE(
      "HF-2035",
      CONFLICT,
      "The key is still on the token",
      "The HSM said that it is destroyed, and shows it all the same. Look at the token with the tools"
          + " of the HSM's vendor, then repeat."),
  LEDGER_TOKEN_OTHER(
      "HF-2036",
      CONFLICT,
      "This token is not the one that the key is on",
      "The detail names the serial numbers. Connect the HSM that has the key, then repeat."),
  LEDGER_CREDENTIAL_NEEDED(
      "HF-2037",
      INVALID,
      "The HSM credential of this token is needed",
      "The token is no Root of Trust any more, so the vault has no credential for it: give it with the"
          + " request. It is used once and not stored."),
  BACKUP_IS_BASE(
      "HF-2038",
      CONFLICT,
      "An incremental backup needs this full one",
      "Delete the incremental backups that go with it first."),
  LIBRARY_NOT_LOADED(
      "HF-2101",
      UNAVAILABLE,
      "Could Not Load PKCS#11 Library",
      "Check that the vendor's client is installed, that the library is at the path shown and that"
          + " the service user may read it."),
  SLOT_NOT_FOUND(
      "HF-2102",
      UNAVAILABLE,
      "Could Not Get Slot for HSM",
      "Check the token label, that this server is enrolled as a client of the HSM, and the HSM's"
          + " network connection."),
  TOKEN_AMBIGUOUS(
      "HF-2103",
      INVALID,
      "More than one token fits",
      "Give a token label. Two tokens with the same label are not supported: rename one of them."),
  CREDENTIAL_REFUSED(
      "HF-2104",
      INVALID,
      "The HSM refused the credential",
      "Check the credential before you try again: each attempt counts, and the HSM locks after a"
          + " few."),
  CREDENTIAL_REFUSED_BEFORE(
      "HF-2105",
      CONFLICT,
      "The stored HSM credential was refused and is not tried again",
      "Use Set Credential with the credential that is valid on the HSM now."),
  CREDENTIAL_LOCKED(
      "HF-2106",
      CONFLICT,
      "The HSM has locked the credential",
      "Have it reset by the HSM's security officer, then use Set Credential."),
  CREDENTIAL_ROLLBACK_FAILED(
      "HF-2107",
      UNAVAILABLE,
      "The former HSM credential could not be used again",
      "Repeat Set Credential with the former values, and do not restart until the arrow is green."),
  CREDENTIAL_MISSING("HF-2108", CONFLICT, "No HSM credential is stored", "Use Set Credential."),
  HSM_BUSY(
      "HF-2109",
      UNAVAILABLE,
      "The HSM has no free session",
      "Try again in a moment. If it lasts, compare the session limit of the HSM with the pool size."),
  HSM_DEVICE_FAILED(
      "HF-2110",
      UNAVAILABLE,
      "The HSM cannot be reached or failed",
      "Check the HSM and its network connection. The vault goes on by itself when it is back."),
  ROOT_KEY_MISSING(
      "HF-2111",
      CONFLICT,
      "The Root of Trust key is not on the HSM",
      "Check that this is the right token. If the key was destroyed, restore it from the HSM's"
          + " backup."),
  ROOT_KEY_AMBIGUOUS(
      "HF-2112",
      CONFLICT,
      "Conflicting keys with the same ID are on the HSM",
      "Find out who made the second key with this key number, and remove the one that the vault did"
          + " not make."),
  ROOT_KEY_ATTRIBUTES(
      "HF-2113",
      CONFLICT,
      "The Root of Trust key's attributes are not as they must be",
      "Check the policies of the partition; the message names the attribute."),
  MECHANISM_MISSING(
      "HF-2114",
      CONFLICT,
      "The HSM offers no usable mechanism",
      "Allow AES-GCM, AES key wrap with padding or AES-CBC with padding on the partition."),
  WRAPPED_DATA_INVALID(
      "HF-2115",
      CONFLICT,
      "The wrapped wallet password does not belong to this key",
      "Check that this is the right token; otherwise restore from a backup."),
  TOKEN_NOT_WRITABLE(
      "HF-2116",
      CONFLICT,
      "The token takes no more objects",
      "Check its free space and that it is not write-protected."),
  HSM_REJECTED(
      "HF-2117",
      CONFLICT,
      "The HSM refused the call",
      "Read the newest trace file under log/hsm; it names the PKCS#11 return value."),
  ROOT_KEY_REPLACED(
      "HF-2118",
      CONFLICT,
      "The Root of Trust key on the HSM is another one",
      "Somebody replaced the key: find out who. Restore the former key from the HSM's backup, or"
          + " give the label of the right token with Set Credential."),
  MODULE_PROTECTION_NOT_ALLOWED(
      "HF-2120",
      INVALID,
      "The credential would be read as a module passphrase",
      "Name the softcard or card set: write passphrase|name, or give its name as token label. If the module alone is to protect the key, allow module protection. Nothing was sent to the HSM."),
  CREDENTIAL_NOT_ALLOWED(
      "HF-2121",
      INVALID,
      "The Security World does not take this credential",
      "Correct what the message names. Nothing was sent to the HSM."),
  CREDENTIAL_AMBIGUOUS(
      "HF-2122",
      INVALID,
      "Credential and token label do not go together",
      "If what follows the separator is part of the passphrase, write passphrase|label; otherwise correct the name or the label. Nothing was sent to the HSM."),
  ROOT_KEY_ELSEWHERE(
      "HF-2123",
      CONFLICT,
      "The Root of Trust key is not on the token that was asked for",
      "See which tokens the HSM's client offers, and give the token label. The key that was made is destroyed again."),
  PROTECTION_CHANGE(
      "HF-2124",
      CONFLICT,
      "The protection of the Root of Trust key cannot be changed like this",
      "Keys cannot be transferred between protection methods: Reverse Migrate, then Initialize with the new one. Nothing was sent to the HSM."),
  HSM_TIMED_OUT(
      "HF-2141",
      UNAVAILABLE,
      "The HSM does not answer",
      "Check the HSM and its network connection. What was asked for was given up; the vault goes on"
          + " by itself when the HSM answers again, without a restart."),
  VAULT_CLOSED("HF-2201", UNAVAILABLE, "The vault is closed", "See the HSM page for the cause."),
  WALLET_UNREADABLE(
      "HF-2202",
      CONFLICT,
      "A wallet file is missing or was changed",
      "Restore the home folder's files from a backup; the message names the file."),
  STORAGE_FULL(
      "HF-2203",
      UNAVAILABLE,
      "The home folder cannot be written",
      "Free disk space or correct the permissions, then repeat; nothing was changed."),
  KEY_FILE_UNREADABLE(
      "HF-2204",
      CONFLICT,
      "The auto-login key file is missing or was changed",
      "Put the key file back. If it is lost, remove what is left of it: Set Credential in HSM mode,"
          + " Open vault with the recovery passphrase in passphrase mode, makes a new one."),
  VENDOR_PACK_BAD(
      "HF-2301",
      CONFLICT,
      "The vendor pack is not as it must be and was left out",
      "Correct the file at the line named, or delete it if the distribution has one of the same name,"
          + " then restart the vault."),
  VENDOR_LIBRARY_UNSET(
      "HF-2302",
      CONFLICT,
      "No PKCS#11 library is configured for this vendor",
      "Set the variable named to the library's path, or name it in a vendor pack of your own, then"
          + " restart the vault."),
  VENDOR_HOOK_FAILED(
      "HF-2303",
      CONFLICT,
      "A command of the vendor pack failed",
      "Read what it wrote in the newest trace file under log/hsm, remove the cause and repeat the"
          + " operation; nothing was changed."),
  VENDOR_HOOK_HUNG(
      "HF-2304",
      UNAVAILABLE,
      "A command of the vendor pack did not end in time and was killed",
      "Read what it wrote in the newest trace file under log/hsm, see that what it talks to answers,"
          + " and repeat the operation; nothing was changed."),
  CREDENTIAL_FORM(
      "HF-2305",
      INVALID,
      "The HSM credential is not of this vendor's form",
      "Follow the rule that the message names. The credential was not sent to the HSM."),
  TOKEN_LABEL_FORM(
      "HF-2306",
      INVALID,
      "The token label is not of this vendor's form",
      "Follow the rule that the message names."),
  LIBRARY_NOT_CONFIGURED(
      "HF-2401",
      INVALID,
      "This PKCS#11 library is not one that the vault is configured with",
      "To load a library is to run it inside the vault. Name it in HOLDFAST_HSM_LIBRARY_<VENDOR>, or"
          + " look at it with 'holdfast doctor --library' on the machine itself."),
  DOCTOR_TOKEN_NOT_CHOSEN(
      "HF-2402",
      INVALID,
      "A credential is for one token, and several Roots of Trust are in force",
      "Name vendor and token label of the one that it is for: each wrong attempt counts on its HSM."),

  OBJECT_UNKNOWN("HF-3001", MISSING, "There is no such security object", "Check the identifier."),
  OBJECT_DESTROYED(
      "HF-3002",
      CONFLICT,
      "The security object is destroyed",
      "Its material is gone for good; only its history is kept."),
  OBJECT_NAME_TAKEN(
      "HF-3003",
      CONFLICT,
      "A security object with this name exists",
      "Choose another name, or destroy the other object first."),
  OBJECT_MATERIAL_INVALID(
      "HF-3004",
      INVALID,
      "The material does not fit the type and algorithm",
      "The message says what does not fit."),
  OBJECT_TYPE_NOT_SUPPORTED(
      "HF-3005",
      INVALID,
      "This type of security object cannot be stored",
      "Every type can be since virtual wallets are there; this code is not given out any more."),
  OBJECT_UNREADABLE(
      "HF-3006",
      INTERNAL,
      "The security object's stored form was changed",
      "Restore it from a backup; the audit trail names the object."),
  KEY_WEAK(
      "HF-3007",
      INVALID,
      "The key is too weak",
      "Make a stronger one, best in the vault; the message says what is wrong with this one."),
  ALGORITHM_NOT_SUPPORTED(
      "HF-3008",
      INVALID,
      "The algorithm or its length is not supported here",
      "Choose one that the message names."),
  STATE_NOT_ALLOWED(
      "HF-3009",
      CONFLICT,
      "The security object's state does not allow this",
      "The message names the state and what may follow it."),
  USE_NOT_ALLOWED(
      "HF-3010",
      CONFLICT,
      "The security object's usage mask does not allow this use",
      "Use a key that is meant for it, or have the usage mask changed."),
  NOT_EXTRACTABLE(
      "HF-3011",
      CONFLICT,
      "The security object never leaves the vault",
      "Let the vault encrypt, decrypt, sign, verify or wrap with it."),
  OPERATION_NOT_SUPPORTED(
      "HF-3012",
      INVALID,
      "This type of security object does not do that",
      "The message names what it does."),
  CIPHERTEXT_INVALID(
      "HF-3013",
      INVALID,
      "The data cannot be decrypted or unwrapped with this key",
      "Check the version of the key, the initialization vector and the additional data; or the data"
          + " was changed."),
  REVISION_STALE(
      "HF-3014",
      STALE,
      "It was changed by somebody else meanwhile",
      "Read it again and repeat the change with the new ETag."),
  IDEMPOTENCY_KEY_REUSED(
      "HF-3015",
      CONFLICT,
      "This idempotency key came with another request before",
      "Use a fresh key for each new request."),
  VERSION_UNKNOWN(
      "HF-3016",
      MISSING,
      "The security object has no such version",
      "See the versions of the object."),
  WALLET_UNKNOWN("HF-3017", MISSING, "There is no such virtual wallet", "Check the identifier."),
  WALLET_NAME_TAKEN(
      "HF-3018", CONFLICT, "A virtual wallet with this name exists", "Choose another name."),
  WALLET_NOT_EMPTY(
      "HF-3019",
      CONFLICT,
      "The virtual wallet still holds security objects",
      "Take them out first; they themselves stay in the vault."),
  HSM_HELD(
      "HF-3020",
      CONFLICT,
      "Data keys are held by the HSM",
      "Bring the virtual wallets named to the protection of the master key first, and wait until"
          + " their re-wrapping is done."),
  SYSTEM_OBJECT(
      "HF-3021",
      CONFLICT,
      "The vault itself uses this security object",
      "It is changed by the vault alone."),

  NOT_SIGNED_IN(
      "HF-4001", UNAUTHENTICATED, "No valid sign-in", "Sign in, or send valid credentials."),
  SIGN_IN_REFUSED(
      "HF-4002",
      UNAUTHENTICATED,
      "The user name or password is wrong",
      "Check both; after several failures a delay sets in."),
  SIGN_IN_DELAYED(
      "HF-4003",
      THROTTLED,
      "Too many failed attempts",
      "Wait for the time shown, then sign in again."),
  NOT_ALLOWED(
      "HF-4004",
      FORBIDDEN,
      "Your role does not allow this",
      "Ask an administrator with that role."),
  USER_NAME_INVALID(
      "HF-4005",
      INVALID,
      "The user name is not allowed",
      "Use 1 to 64 letters, digits, dots, hyphens or underscores, starting with a letter."),
  USER_NAME_TAKEN("HF-4006", CONFLICT, "The user name is taken", "Choose another user name."),
  CSRF_REFUSED(
      "HF-4007", FORBIDDEN, "The form is out of date", "Reload the page and send the form again."),
  GRANT_MISSING(
      "HF-4008",
      FORBIDDEN,
      "Your access to this virtual wallet does not go that far",
      "Ask a Key Administrator, or whoever manages the virtual wallet, for a grant."),
  ENDPOINT_UNKNOWN("HF-4009", MISSING, "There is no such endpoint", "Check the identifier."),
  ENDPOINT_NAME_TAKEN(
      "HF-4010", CONFLICT, "An endpoint with this name exists", "Choose another name."),
  ENDPOINT_SUSPENDED(
      "HF-4011",
      FORBIDDEN,
      "The endpoint is suspended",
      "A Key Administrator can resume it; its certificate stays good."),
  ENDPOINT_STATE(
      "HF-4012",
      CONFLICT,
      "The endpoint's state does not allow this",
      "The message names the state and what may follow it."),
  CERTIFICATE_NOT_KNOWN(
      "HF-4013",
      UNAUTHENTICATED,
      "The client certificate is none that this vault gave out, or it is revoked or expired",
      "Enrol the endpoint again with a fresh enrolment token."),
  ENROLMENT_TOKEN_INVALID(
      "HF-4014",
      FORBIDDEN,
      "The enrolment token is wrong, used or expired",
      "Ask a Key Administrator for a fresh one; each can be used once."),
  CERTIFICATE_REQUEST_INVALID(
      "HF-4015",
      INVALID,
      "The certificate signing request is not accepted",
      "Send a PKCS#10 request in PEM, signed by its own key: RSA of at least 2048 bits, EC on"
          + " P-256, P-384 or P-521, or Ed25519."),
  GROUP_UNKNOWN("HF-4016", MISSING, "There is no such endpoint group", "Check the identifier."),
  GROUP_NAME_TAKEN(
      "HF-4017", CONFLICT, "An endpoint group with this name exists", "Choose another name."),
  USER_UNKNOWN("HF-4018", MISSING, "There is no such user", "Check the name."),

  DATABASE_AWAY(
      "HF-5001",
      UNAVAILABLE,
      "The database cannot be reached",
      "Check that PostgreSQL runs and is reachable. The vault goes on by itself when it is back."),
  STARTING("HF-5002", UNAVAILABLE, "The vault is still starting", "Try again in a few seconds."),
  DATABASE_FULL(
      "HF-5003",
      UNAVAILABLE,
      "The database has no room on its disk",
      "Make room where PostgreSQL keeps its tables and its log, or enlarge that file system. Nothing"
          + " was changed; try again then."),
  DATABASE_BUSY(
      "HF-5004",
      UNAVAILABLE,
      "The database has no connection left",
      "Raise max_connections of PostgreSQL, or end clients that hold connections. The vault goes on by"
          + " itself then."),
  DATABASE_SHORT(
      "HF-5005",
      UNAVAILABLE,
      "The database lacks memory or has met a limit of its configuration",
      "Look into PostgreSQL's log: it names the limit. Raise that limit or add memory. Nothing was"
          + " changed; try again then."),

  DESTINATION_UNKNOWN("HF-6001", MISSING, "There is no such backup destination", "Check the name."),
  DESTINATION_NAME_TAKEN(
      "HF-6002", CONFLICT, "A backup destination with this name exists", "Choose another name."),
  DESTINATION_IN_USE(
      "HF-6003",
      CONFLICT,
      "The backup destination is in use",
      "Delete the schedules that use it, or let them finish, and wait for a restore to end."),
  DESTINATION_UNREACHABLE(
      "HF-6004",
      INVALID,
      "The backup destination cannot be reached",
      "Check host name, port and firewall, and that an SSH server listens there."),
  HOST_KEY_CHANGED(
      "HF-6005",
      CONFLICT,
      "The server shows another host key than before",
      "Somebody may be between the vault and the server. Ask the server's administrator for the"
          + " fingerprint of its key; if it was changed on purpose, edit the destination and accept"
          + " the new one."),
  DESTINATION_REFUSED(
      "HF-6006",
      INVALID,
      "The server refused the sign-in",
      "Check user name and password, or put the vault's public key into authorized_keys of that"
          + " user."),
  DESTINATION_NOT_WRITABLE(
      "HF-6007",
      INVALID,
      "The destination's folder cannot be used",
      "Make the folder, and let the user read, write and delete files in it."),
  DESTINATION_FULL(
      "HF-6008", UNAVAILABLE, "The destination is full", "Make room there, or keep fewer backups."),
  DESTINATION_LOST(
      "HF-6009",
      UNAVAILABLE,
      "The connection to the destination was lost",
      "Check the network and the server. A scheduled backup is tried again by itself."),
  SCHEDULE_UNKNOWN("HF-6010", MISSING, "There is no such backup schedule", "Check the name."),
  SCHEDULE_NAME_TAKEN(
      "HF-6011", CONFLICT, "A backup schedule with this name exists", "Choose another name."),
  SCHEDULE_STATE(
      "HF-6012",
      CONFLICT,
      "The backup schedule is in another state",
      "A schedule that is done, or whose run is under way, can be neither paused nor resumed."),
  BACKUP_UNKNOWN(
      "HF-6013",
      MISSING,
      "There is no such backup",
      "List the backups of the source; the file may have been deleted."),
  BACKUP_DAMAGED(
      "HF-6014",
      INVALID,
      "The backup file is damaged",
      "Take another backup. This one was cut off or changed after it was made."),
  BACKUP_VERSION(
      "HF-6015",
      INVALID,
      "The backup was made by a later version of the vault",
      "Restore it with that version or a later one."),
  BACKUP_OTHER_KEY(
      "HF-6016",
      CONFLICT,
      "The backup needs another Root of Trust key",
      "Set Credential for the token that holds the key with this number and check value; a backup"
          + " opens with the key in force when it was made."),
  BACKUP_OTHER_VENDOR(
      "HF-6017",
      CONFLICT,
      "The backup was made with an HSM of another vendor",
      "Set Credential for the HSM that the backup names."),
  BACKUP_OTHER_MODE(
      "HF-6018",
      CONFLICT,
      "Backup and vault are not in the same mode",
      "A backup made in HSM mode is restored after Set Credential; to a vault in HSM mode only such a"
          + " backup is restored. Reverse Migrate first to restore one made without HSM."),
  NOT_STANDALONE(
      "HF-6019",
      CONFLICT,
      "A restore needs a standalone node",
      "Take the node out of replication first."),
  RESTORE_RUNNING(
      "HF-6020",
      UNAVAILABLE,
      "A restore is under way",
      "Wait until it is done; the vault opens again by itself."),
  BACKUP_RUNNING(
      "HF-6021",
      CONFLICT,
      "Another backup or restore is under way",
      "Wait until it is done, then try again."),
  BASE_MISSING(
      "HF-6022",
      CONFLICT,
      "The full backup that an incremental one goes with is missing",
      "Put the file named beside the incremental one, or restore another backup."),
  BACKUP_NOT_PROVED(
      "HF-6023",
      INVALID,
      "The backup did not prove what it says",
      "Take another backup: this one's proof, row counts or samples are not as they should be."),
  BACKUP_INTERRUPTED(
      "HF-6024",
      UNAVAILABLE,
      "The backup was interrupted",
      "It is made up by itself; nothing of the attempt counts."),

  ROOT_KEY_DRIFT(
      "HF-7001",
      CONFLICT,
      "The Root of Trust key or its token is not as when the key was made",
      "Find out who changed what the message names. If it was meant, such as new firmware, take the"
          + " passport anew; otherwise treat the key as replaced."),
  CERTIFICATE_ENDS(
      "HF-7002",
      CONFLICT,
      "A certificate ends soon or has ended",
      "Replace it: the message names it. The vault's own server certificate is renewed at the next"
          + " start."),
  DISK_FILLING(
      "HF-7003",
      UNAVAILABLE,
      "A file system is nearly full",
      "Make room, or give it more. When it is full, operations are refused and backups fail."),
  BACKUP_OVERDUE(
      "HF-7004",
      CONFLICT,
      "The last good backup is too old",
      "See on Backup and Restore why none was made since, and back up now."),
  HSM_SESSIONS_LOW(
      "HF-7005",
      UNAVAILABLE,
      "The HSM has few free sessions",
      "Find out who else uses the token, raise its limit, or lower holdfast.hsm.pool.max."),
  CREDENTIAL_ATTEMPTS(
      "HF-7006",
      CONFLICT,
      "Wrong credentials were given to the HSM",
      "Find out who tried. Before the next attempt make sure that the credential is right: the token"
          + " locks it after a few."),
  ALERT_UNKNOWN("HF-7007", MISSING, "There is no such alert", "Check the identifier."),
  ALERT_STATE(
      "HF-7008",
      CONFLICT,
      "The alert is over, or somebody has acknowledged it",
      "Read the alert again: it says who, and when."),
  MAIL_UNREACHABLE(
      "HF-7009",
      UNAVAILABLE,
      "The mail server cannot be reached",
      "Check host name, port and firewall, and that a mail server listens there."),
  MAIL_SIGN_IN_REFUSED(
      "HF-7010",
      CONFLICT,
      "The mail server refused the sign-in",
      "Check user name and password of the mail server."),
  MAIL_NOT_TRUSTED(
      "HF-7011",
      CONFLICT,
      "The mail server's TLS certificate is not trusted",
      "Give the host name that the certificate has, and the certificate of the authority that issued"
          + " it."),
  MAIL_NOT_CONFIGURED(
      "HF-7012",
      CONFLICT,
      "No mail server is configured",
      "Configure it under System Configuration, Mail, and receivers under Configure Alerts."),
  MAIL_NOT_TAKEN(
      "HF-7013",
      CONFLICT,
      "The mail server did not take the mail",
      "Check sender and receivers; the message names the server's answer."),
  SCRAPE_TOKEN_UNREADABLE(
      "HF-7014",
      UNAVAILABLE,
      "The scrape token's file cannot be read",
      "Put a token of at least 16 characters in the file that holdfast.metrics.token-file names, and"
          + " let the service user read it."),
  AUDIT_BROKEN(
      "HF-7101",
      CONFLICT,
      "The audit trail is not what was sealed",
      "Verify the audit trail: its report names the rows. Keep the database as it is, and find out who had access to it."),
  AUDIT_NOT_SEALED(
      "HF-7102",
      UNAVAILABLE,
      "The audit trail is not being sealed",
      "Look at the server's log. Sealing goes on by itself when its cause is over."),
  AUDIT_VERIFICATION_RUNNING(
      "HF-7103",
      CONFLICT,
      "A verification or purge of the audit trail is under way",
      "Wait until it is done, or cancel the verification."),
  AUDIT_VERIFICATION_UNKNOWN(
      "HF-7104",
      MISSING,
      "The audit trail was not verified since the start",
      "Begin a verification."),
  AUDIT_PURGE_TOO_YOUNG(
      "HF-7105",
      INVALID,
      "Audit records this young are kept",
      "Give an earlier time, or have the configured minimum age lowered."),
  AUDIT_PURGE_NOTHING(
      "HF-7106",
      CONFLICT,
      "There is nothing to purge",
      "Only whole sealed segments are purged. Give a later time."),
  AUDIT_PURGE_UNPROVED(
      "HF-7107",
      CONFLICT,
      "The audit records to purge are not what was sealed",
      "Verify the audit trail, and keep its records as evidence: nothing was purged."),
  SYSLOG_UNREACHABLE(
      "HF-7108",
      UNAVAILABLE,
      "The syslog receiver cannot be reached",
      "Check host, port and firewall, and that a receiver listens there."),
  SYSLOG_NOT_TRUSTED(
      "HF-7109",
      UNAVAILABLE,
      "The TLS connection to the syslog receiver failed",
      "Check that the receiver speaks TLS, that its certificate names this host, and that the given CA has issued it."),
  SYSLOG_RECEIVER_UNKNOWN(
      "HF-7110",
      MISSING,
      "There is no such syslog receiver",
      "List the receivers; it may have been taken away."),

  INTERNAL_ERROR(
      "HF-9001",
      INTERNAL,
      "Something went wrong in the vault",
      "Look for the reference number in the server's log.");

  private final String id;
  private final ErrorKind kind;
  private final String title;
  private final String cure;

  ErrorCode(String id, ErrorKind kind, String title, String cure) {
    this.id = id;
    this.kind = kind;
    this.title = title;
    this.cure = cure;
  }

  /** Such as {@code HF-2104}. */
  public String id() {
    return id;
  }

  public ErrorKind kind() {
    return kind;
  }

  /** What happened, without a full stop. */
  public String title() {
    return title;
  }

  /** What to do, as sentences. */
  public String cure() {
    return cure;
  }

  /**
   * Where to read on: a page below the project's {@code docs} folder, such as {@code
   * runbooks/alerts.md#mail}.
   */
  public String runbook() {
    return ErrorRunbook.of(id);
  }
}
