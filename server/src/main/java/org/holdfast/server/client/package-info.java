/** Clients of the REST API: what the launcher asks the vault, and {@code hsmclient}. */
@NullMarked
package org.holdfast.server.client;

import org.jspecify.annotations.NullMarked;
