/** Tests of what the pool of database connections loads. */
@NullMarked
package org.holdfast.server.datasource;

import org.jspecify.annotations.NullMarked;
