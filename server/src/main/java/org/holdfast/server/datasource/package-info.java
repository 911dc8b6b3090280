/** What the pool of database connections loads of this module. */
@NullMarked
package org.holdfast.server.datasource;

import org.jspecify.annotations.NullMarked;
