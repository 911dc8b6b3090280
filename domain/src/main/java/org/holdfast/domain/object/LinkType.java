package org.holdfast.domain.object;

/** How two security objects belong together (KMIP 2.1, 11.30, Link Type). */
public enum LinkType {
  /** From a private key, or a certificate, to the public key. */
  PUBLIC_KEY("Public key"),
  /** From a public key, or a certificate, to the private key. */
  PRIVATE_KEY("Private key"),
  /** From a key to the certificate for it. */
  CERTIFICATE("Certificate"),
  /** To the object that took this one's place. */
  NEXT("Next"),
  /** To the object whose place this one took. */
  PREVIOUS("Previous"),
  /** To the key that this one was wrapped with or derived from. */
  PARENT("Parent");

  private final String displayName;

  LinkType(String displayName) {
    this.displayName = displayName;
  }

  public String displayName() {
    return displayName;
  }
}
