package org.holdfast.tests.container;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.holdfast.domain.access.Role;

/** Calls with the role {@code SYSTEM_ADMINISTRATOR}. */
@Stateless
@PermitAll
@RunAs(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class AsSystemAdministrator extends Caller {}
