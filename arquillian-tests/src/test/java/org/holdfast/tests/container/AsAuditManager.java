package org.holdfast.tests.container;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.holdfast.domain.access.Role;

/** Calls with the role {@code AUDIT_MANAGER}. */
@Stateless
@PermitAll
@RunAs(Role.Names.AUDIT_MANAGER)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class AsAuditManager extends Caller {}
