/** What expires when: certificates, other security objects, endpoints' certificates. */
@NullMarked
package org.holdfast.web.expiry;

import org.jspecify.annotations.NullMarked;
