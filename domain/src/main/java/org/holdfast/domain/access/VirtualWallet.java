package org.holdfast.domain.access;

import java.time.Instant;
import java.util.UUID;

/**
 * A named set of security objects that access is granted on. An object may be in several, or in
 * none.
 *
 * @param description may be empty
 * @param objects how many security objects that are not destroyed it holds
 * @param revision changes with each change of the wallet itself
 */
public record VirtualWallet(
    WalletId id,
    String name,
    String description,
    Protection protection,
    long objects,
    Instant created,
    String createdBy,
    UUID revision) {}
