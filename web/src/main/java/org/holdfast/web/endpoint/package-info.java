/** Endpoints and their groups over REST: registered, enrolled, suspended, revoked. */
@NullMarked
package org.holdfast.web.endpoint;

import org.jspecify.annotations.NullMarked;
