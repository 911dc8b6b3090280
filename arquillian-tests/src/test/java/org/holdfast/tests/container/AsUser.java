package org.holdfast.tests.container;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.holdfast.domain.access.Role;

/** Calls with the role {@code USER}. */
@Stateless
@PermitAll
@RunAs(Role.Names.USER)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class AsUser extends Caller {}
