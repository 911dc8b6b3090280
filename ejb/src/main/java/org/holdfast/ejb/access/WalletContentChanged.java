package org.holdfast.ejb.access;

import org.holdfast.domain.access.WalletId;

/** Event: what a virtual wallet holds, or what protects that, is another now. */
public record WalletContentChanged(WalletId wallet) {}
