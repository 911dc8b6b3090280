/**
 * The built distribution from the outside: it is started as a user starts it, and asked over REST.
 * The token is a real SoftHSM2 token, the database a real PostgreSQL; processes are really killed.
 */
@NullMarked
package org.holdfast.tests.distribution;

import org.jspecify.annotations.NullMarked;
