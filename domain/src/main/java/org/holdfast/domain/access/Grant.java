package org.holdfast.domain.access;

import java.time.Instant;

/**
 * Access to a virtual wallet.
 *
 * @param granteeName of the user, endpoint or group
 * @param by who granted it
 */
public record Grant(
    WalletId wallet,
    Grantee grantee,
    String granteeName,
    AccessLevel level,
    Instant since,
    String by) {}
