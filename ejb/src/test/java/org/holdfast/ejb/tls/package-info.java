/** What tests of connections with TLS need. */
@NullMarked
package org.holdfast.ejb.tls;

import org.jspecify.annotations.NullMarked;
