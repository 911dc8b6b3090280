package org.holdfast.ejb.rootoftrust;

import org.holdfast.domain.hsm.VendorPack;

/**
 * An HSM vendor to choose.
 *
 * @param id as the API takes it
 * @param name as the console shows it
 * @param credential what this vendor asks of the HSM credential
 * @param tokenLabel what this vendor asks of the token label
 */
public record VendorView(
    String id, String name, VendorFieldView credential, VendorFieldView tokenLabel) {

  static VendorView of(VendorPack pack) {
    return new VendorView(
        pack.id(),
        pack.displayName(),
        VendorFieldView.of(pack.credential()),
        VendorFieldView.of(pack.tokenLabel()));
  }

  /** What this vendor calls the HSM credential. */
  public String credentialName() {
    return credential.name();
  }

  /** What this vendor calls the token label. */
  public String tokenLabelName() {
    return tokenLabel.name();
  }
}
