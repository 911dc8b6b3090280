package org.holdfast.ejb.rootoftrust;

/**
 * What the last check of one Root of Trust found.
 *
 * @param name of the Root of Trust
 * @param primary whether it has priority 1
 */
record RootHealth(String name, boolean primary, HsmHealth health) {}
