package org.holdfast.ejb.rootoftrust;

/** Other keys may protect the vault from now on: what they wrap is to be looked at again. */
public record RootOfTrustChanged() {}
