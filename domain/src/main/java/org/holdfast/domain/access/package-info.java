/**
 * Who may do what: console users, their roles and passwords, the delay after failed sign-ins,
 * bearer tokens for scripts; endpoints, their groups and certificates; virtual wallets and the
 * grants on them.
 */
@NullMarked
package org.holdfast.domain.access;

import org.jspecify.annotations.NullMarked;
