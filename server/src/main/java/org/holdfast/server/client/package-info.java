/** The launcher's client of the REST API. */
@NullMarked
package org.holdfast.server.client;

import org.jspecify.annotations.NullMarked;
