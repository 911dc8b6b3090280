package org.holdfast.persistence.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A virtual wallet; what may change of it is in {@link WalletChangeEntity}. */
@Entity
@Table(schema = "vault", name = "virtual_wallet")
class WalletEntity extends VaultRow {}
