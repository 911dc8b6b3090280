/**
 * Who may do what: console users, their roles and passwords, the delay after failed sign-ins, and
 * bearer tokens for scripts.
 */
@NullMarked
package org.holdfast.domain.access;

import org.jspecify.annotations.NullMarked;
