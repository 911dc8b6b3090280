package org.holdfast.persistence.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** An endpoint group; what may change of it is in {@link GroupChangeEntity}. */
@Entity
@Table(schema = "vault", name = "endpoint_group")
class GroupEntity extends VaultRow {}
