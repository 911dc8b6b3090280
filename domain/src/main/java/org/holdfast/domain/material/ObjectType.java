package org.holdfast.domain.material;

/** KMIP 2.1, 11.34, Object Type. */
public enum ObjectType {
  CERTIFICATE("Certificate"),
  SYMMETRIC_KEY("Symmetric key"),
  PUBLIC_KEY("Public key"),
  PRIVATE_KEY("Private key"),
  SECRET_DATA("Secret data"),
  OPAQUE_OBJECT("Opaque object");

  private final String displayName;

  ObjectType(String displayName) {
    this.displayName = displayName;
  }

  /** As people write it. */
  public String displayName() {
    return displayName;
  }
}
