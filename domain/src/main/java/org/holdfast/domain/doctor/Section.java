package org.holdfast.domain.doctor;

/** What a step belongs to, in the order in which one enrols. */
public enum Section {
  MACHINE("This machine"),
  HOME("Home folder"),
  CLIENT("HSM client"),
  TOKEN("Token"),
  ROOT_OF_TRUST("Root of Trust"),
  AROUND("Vault, database, certificates, backups");

  private final String displayName;

  Section(String displayName) {
    this.displayName = displayName;
  }

  /** Whether each Root of Trust has it for itself. */
  public boolean isOfEachRoot() {
    return this == CLIENT || this == TOKEN || this == ROOT_OF_TRUST;
  }

  /** What comes before those, they, what comes after. */
  int part() {
    return isOfEachRoot() ? 1 : compareTo(CLIENT) < 0 ? 0 : 2;
  }

  /** The word on the console. */
  public String displayName() {
    return displayName;
  }
}
