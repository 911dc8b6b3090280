/**
 * Initialize, Set Credential, Reverse Migrate: the operations on the Root of Trust, their journal
 * and reconciler; opening the vault and watching the HSM.
 */
@NullMarked
package org.holdfast.ejb.rootoftrust;

import org.jspecify.annotations.NullMarked;
