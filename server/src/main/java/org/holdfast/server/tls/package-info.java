/** Own certificate authority and server certificate of the HTTPS listener. */
@NullMarked
package org.holdfast.server.tls;

import org.jspecify.annotations.NullMarked;
