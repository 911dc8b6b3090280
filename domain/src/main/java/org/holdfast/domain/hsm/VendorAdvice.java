package org.holdfast.domain.hsm;

/**
 * What an administrator is told about a vendor's HSM.
 *
 * @param upgrade before the server or the vendor's client is upgraded (S103, S104); empty if there
 *     is nothing to say
 * @param extractableKey when {@code HSM_KEY_EXTRACTABLE="1"} is set (S101, S102); empty if there is
 *     nothing to say
 */
public record VendorAdvice(String upgrade, String extractableKey) {

  /** Nothing to say. */
  public static final VendorAdvice NONE = new VendorAdvice("", "");
}
