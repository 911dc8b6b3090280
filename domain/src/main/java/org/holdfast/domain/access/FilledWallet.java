package org.holdfast.domain.access;

/**
 * A virtual wallet with what it holds. Counting takes time with the number of objects: only what
 * shows the figure asks for it.
 *
 * @param objects how many security objects that are not destroyed it holds
 */
public record FilledWallet(VirtualWallet wallet, long objects) {}
