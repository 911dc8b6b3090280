package org.holdfast.ejb.access;

import org.holdfast.domain.access.WalletId;

/**
 * Fired in the transaction in which data keys come to be due under another protection: a virtual
 * wallet's protection changed, or an object went in one that the HSM protects, or out of it. Who
 * re-wraps observes it after that transaction's success.
 */
public record ProtectionChanged(WalletId wallet) {}
