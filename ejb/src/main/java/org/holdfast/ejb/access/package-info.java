/**
 * Proving who somebody is: passwords, the delay after failures, bearer tokens, certificates. Saying
 * who may do what: endpoints and their groups, virtual wallets, grants.
 */
@NullMarked
package org.holdfast.ejb.access;

import org.jspecify.annotations.NullMarked;
