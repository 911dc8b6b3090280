package org.holdfast.domain.hsm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is particular to an HSM vendor, read from a data file (B12): a new vendor needs no code.
 *
 * @param id short name in configuration and API, such as {@code thales-luna}
 * @param displayName name in the console, such as {@code Thales Luna}
 * @param provider value of {@code HSM_PROVIDER} (S40, S89, S94, S98)
 * @param library where the vendor's client puts its PKCS#11 library
 * @param credentialName what the vendor calls the HSM credential
 * @param tokenLabelName what the vendor calls the token label
 * @param mechanisms ways to wrap, best first
 * @param dispositions PKCS#11 return value name to disposition name, over the adapter's own table
 */
public record VendorPack(
    String id,
    String displayName,
    int provider,
    Path library,
    String credentialName,
    String tokenLabelName,
    List<WrapMechanism> mechanisms,
    Map<String, String> dispositions) {

  public VendorPack {
    mechanisms = List.copyOf(mechanisms);
    dispositions = Map.copyOf(dispositions);
  }

  @Override
  public String toString() {
    return displayName;
  }
}
