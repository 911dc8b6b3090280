package org.holdfast.domain.doctor;

/** What a step belongs to, in the order in which one enrols. */
public enum Section {
  MACHINE("This machine"),
  HOME("Home folder"),
  CLIENT("HSM client"),
  TOKEN("Token"),
  ROOT_OF_TRUST("Root of Trust"),
  AROUND("Database, certificates, backups");

  private final String displayName;

  Section(String displayName) {
    this.displayName = displayName;
  }

  /** The word on the console. */
  public String displayName() {
    return displayName;
  }
}
