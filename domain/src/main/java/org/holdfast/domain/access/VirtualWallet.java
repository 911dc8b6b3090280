package org.holdfast.domain.access;

import java.time.Instant;
import java.util.UUID;

/**
 * A named set of security objects that access is granted on. An object may be in several, or in
 * none.
 *
 * @param description may be empty
 * @param revision changes with each change of the wallet itself
 */
public record VirtualWallet(
    WalletId id,
    String name,
    String description,
    Protection protection,
    Instant created,
    String createdBy,
    UUID revision) {}
