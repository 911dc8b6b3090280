package org.holdfast.ejb.rootoftrust;

/**
 * An HSM vendor to choose.
 *
 * @param id as the API takes it
 * @param name as the console shows it
 * @param credentialName what this vendor calls the HSM credential
 * @param tokenLabelName what this vendor calls the token label
 */
public record VendorView(String id, String name, String credentialName, String tokenLabelName) {}
