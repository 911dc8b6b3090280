package org.holdfast.domain.doctor;

import java.util.Locale;

/**
 * The steps of an enrolment, in the order in which they are looked at. {@code
 * docs/runbooks/doctor.md} is made from this list; a test holds it.
 */
public enum Step {
  JAVA(
      Section.MACHINE,
      "Java and operating system",
      "S5",
      "Java 17 or later on Linux runs this.",
      "Install Java 17 or later (Debian: apt-get install openjdk-17-jre-headless), or set JAVA_HOME to one."),
  SERVICE_USER(
      Section.MACHINE,
      "Service user",
      "S39",
      "The home folder belongs to the user who runs this, and that user is not root.",
      "Run the vault and its commands as the user whom the home folder belongs to, and give the vault a user of its own."),
  DISK_ROOM(
      Section.MACHINE,
      "Disk room",
      "B1",
      "The disk of the home folder has more than 1 GiB and a tenth of its size left; below 256 MiB the vault does not start.",
      "Make room on the disk that holds the home folder, or move old backups away."),
  HOST_NAME(
      Section.MACHINE,
      "Name resolution",
      "S61, S91",
      "This machine's own name and the database's have an address.",
      "Enter the name in DNS or in /etc/hosts. An HSM that is named by its host name needs DNS first."),
  CLOCK_SYNC(
      Section.MACHINE,
      "Clock is synchronized",
      "B10",
      "The system's time service says that the clock is synchronized.",
      "Switch a time service on, such as systemd-timesyncd or chrony: certificates and audit records depend on the time."),
  HOME_MODES(
      Section.HOME,
      "Modes of the home folder",
      "S42",
      "Nobody but the owner can read the home folder and what is in it.",
      "Take the rights of others away: chmod -R go-rwx HOME"),
  KEY_FILE(
      Section.HOME,
      "Key file",
      "S29",
      "The key file is there, readable by its owner only, and opens what is stored; in passphrase mode it lies outside the home folder.",
      "Put the key file back, or away from the home folder: on a tmpfs or as a systemd credential, named by HOLDFAST_KEY_FILE."),
  SECURITY_CONF(
      Section.HOME,
      "security.conf",
      "S40, S101",
      "Every line of etc/security.conf is NAME=\"value\" with a known name and value, and it agrees with the mode that is in force.",
      "Correct the line: HSM_ENABLED=\"0\" or \"1\", HSM_PROVIDER=\"number of the vendor\", HSM_KEY_EXTRACTABLE=\"0\" or \"1\", the values in quotes."),
  STORED_CREDENTIAL(
      Section.HOME,
      "Stored HSM credential",
      "S79",
      "In HSM mode the HSM credential is stored and opens with the key file; before a restore it shows that Set Credential was done.",
      "Use Set Credential."),
  RESTORE_FILES(
      Section.HOME,
      "Wallet and restore files",
      "S42",
      "The files of the mode in force are there.",
      "Restore the missing files from a backup of the home folder; without the restore wallet no recovery passphrase can be checked."),
  LEFTOVERS(
      Section.HOME,
      "Leftovers of the other mode",
      "S35",
      "No files of the mode that is not in force are left: they would open the vault past its protector, or mislead.",
      "Remove the files that are named."),
  DIGESTS(
      Section.HOME,
      "Files unchanged",
      "S80",
      "The wallet files are those that the last operation wrote.",
      "Find out who changed the file; restore it from a backup of the home folder."),
  VENDOR(
      Section.CLIENT,
      "Vendor",
      "S89, S94, S98",
      "It is known which vendor's HSM is meant.",
      "Name a vendor, or initialize the Root of Trust."),
  LIBRARY_FILE(
      Section.CLIENT,
      "PKCS#11 library is there",
      "S85",
      "The library is at its place and this user may read it.",
      "Install the vendor's client; put the service user into the group that may read the library, and start the vault anew (S92, S95)."),
  LIBRARY_LOADS(
      Section.CLIENT,
      "PKCS#11 library loads",
      "S85",
      "The library loads and initializes.",
      "Check that it is the library for this machine's architecture, and the client's configuration."),
  VENDOR_CLIENT(
      Section.CLIENT,
      "Vendor's client software",
      "S91-S99",
      "The checks of the vendor pack: files, groups, environment, the client's own commands.",
      "Follow the vendor pack's cure."),
  SLOT_LIST(
      Section.TOKEN,
      "Slot list",
      "S84",
      "The library lists at least one slot with a token.",
      "Check that this machine is enrolled as a client of the HSM, and the HSM's network connection. For SoftHSM2, set SOFTHSM2_CONF as it is for the vault."),
  TOKEN_LABEL(
      Section.TOKEN,
      "Token label",
      "S15, S21",
      "The token is found, and no other has its label.",
      "Check the label; rename one of two tokens that share it; give a label where there are several tokens."),
  PIN_STATE(
      Section.TOKEN,
      "Attempts at the credential",
      "B3",
      "The token's flags tell of no wrong attempt at the credential.",
      "Make sure of the credential before anybody tries again; a locked one is reset by the HSM's security officer."),
  MECHANISMS(
      Section.TOKEN,
      "Mechanisms",
      "B10",
      "The token offers a way to wrap that the vault can use, and the one that is in use.",
      "Allow AES-GCM, AES key wrap with padding or AES-CBC with padding on the partition."),
  SESSIONS(
      Section.TOKEN,
      "Sessions",
      "B10",
      "The token takes as many sessions as the pool may open, and one more that holds the login.",
      "Make the pool smaller (holdfast.hsm.pool.max), or allow more sessions on the HSM."),
  CLOCK_HSM(
      Section.TOKEN,
      "Clock of the HSM",
      "B10",
      "A token with a clock has the time of this machine.",
      "Set the clock of the HSM, or synchronize this machine's."),
  LOGIN(
      Section.TOKEN,
      "Login",
      "B3, B10",
      "The vault is logged in, or a credential that was given is accepted. No credential is ever sent by itself.",
      "Check the credential before you try again; then use Set Credential."),
  ROOT_KEY(
      Section.ROOT_OF_TRUST,
      "Root of Trust key",
      "S80, S81",
      "The key is on the token, once, and is the one that was made.",
      "See that this is the right token; restore the key from the HSM's backup."),
  ROOT_KEY_ATTRIBUTES(
      Section.ROOT_OF_TRUST,
      "Attributes of the key",
      "S100-S102",
      "The key is sensitive, private, made on the token, and not extractable unless HSM_KEY_EXTRACTABLE says so.",
      "Make a new key: Reverse Migrate, then Initialize."),
  WALLET_OPENS(
      Section.ROOT_OF_TRUST,
      "Wallet opens",
      "S80, S87",
      "The wallet password unwraps and opens the wallet. Nothing is kept of it.",
      "Restore the wallet files from a backup."),
  RECOVERY(
      Section.ROOT_OF_TRUST,
      "Recovery after a failure (Entrust)",
      "S113, S114",
      "Whether access to the key comes back by itself after a failure, by the security level and the protection of the key.",
      "Leave the card that the row names in the slot of every HSM."),
  VAULT_OPEN(
      Section.AROUND,
      "Vault is open",
      "B1, S87",
      "The running vault has its master keys in memory, and answers for security objects.",
      "See to the cause that is named; the vault opens by itself then, or with Open vault on the HSM page."),
  DATABASE(
      Section.AROUND,
      "Database",
      "B1",
      "The database answers.",
      "Start PostgreSQL, or correct HOLDFAST_DB_URL and the password."),
  DATABASE_VERSION(
      Section.AROUND,
      "Database version",
      "B10",
      "PostgreSQL is 15 or later.",
      "Upgrade PostgreSQL to 15 or later."),
  DATABASE_SETTINGS(
      Section.AROUND,
      "Database settings",
      "B7",
      "fsync, full_page_writes and synchronous_commit are on: what was committed is on disk.",
      "Switch the setting on in postgresql.conf; a power cut would lose what was reported as done."),
  CLOCK_DATABASE(
      Section.AROUND,
      "Clock of the database",
      "B10",
      "The database's clock is within five seconds of this machine's.",
      "Synchronize both clocks."),
  CERTIFICATES(
      Section.AROUND,
      "Certificates",
      "S47",
      "The certificates under etc/tls are valid for another 30 days.",
      "Start the vault anew for a server certificate of its own authority; replace one of yours."),
  BACKUP(
      Section.AROUND,
      "Last backup",
      "S74",
      "A backup was made within the last week, and did not fail.",
      "Schedule a backup to another machine, and look at the runs on Backup and Restore.");

  private final Section section;
  private final String title;
  private final String rows;
  private final String meaning;
  private final String cure;

  Step(Section section, String title, String rows, String meaning, String cure) {
    this.section = section;
    this.title = title;
    this.rows = rows;
    this.meaning = meaning;
    this.cure = cure;
  }

  /** Name in JSON and in the runbook, such as {@code library-file}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it belongs to. */
  public Section section() {
    return section;
  }

  /** A few words. */
  public String title() {
    return title;
  }

  /** Which rows of the features it is of. */
  public String rows() {
    return rows;
  }

  /** What is so when it passes. */
  public String meaning() {
    return meaning;
  }

  /** What to do otherwise, unless the finding's code has a cure of its own. */
  public String cure() {
    return cure;
  }
}
