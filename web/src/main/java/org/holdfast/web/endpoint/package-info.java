/**
 * Endpoints and their groups over REST and in the console: registered, enrolled, suspended,
 * revoked.
 */
@NullMarked
package org.holdfast.web.endpoint;

import org.jspecify.annotations.NullMarked;
