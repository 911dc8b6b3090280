/**
 * What the container alone shows: the pool and its sessions, transactions, roles, the database's
 * triggers, deploying again. The built EAR runs in the provisioned WildFly, with the launcher's own
 * embedded PostgreSQL and a SoftHSM2 token; the server is booted once.
 */
@NullMarked
package org.holdfast.tests.container;

import org.jspecify.annotations.NullMarked;
