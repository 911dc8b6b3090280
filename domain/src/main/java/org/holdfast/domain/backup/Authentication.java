package org.holdfast.domain.backup;

/** How the vault signs in to an SSH server. */
public enum Authentication {
  /** With the vault's own key pair, whose public key is to be put on the server. */
  PUBLIC_KEY,
  PASSWORD
}
