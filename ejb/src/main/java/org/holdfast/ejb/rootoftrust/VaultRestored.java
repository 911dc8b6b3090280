package org.holdfast.ejb.rootoftrust;

/**
 * Fired when the tables of the vault are those of a backup, before anybody is let in again: what
 * was remembered of the former ones is to be forgotten.
 *
 * @param actor who restored
 */
public record VaultRestored(String actor) {}
