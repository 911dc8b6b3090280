/**
 * The Jakarta Connectors side of the adapter: what the container creates, pools and hands out. A
 * managed connection is one PKCS#11 session; what is behind it is in {@link
 * org.holdfast.ra.cryptoki}.
 */
@NullMarked
package org.holdfast.ra;

import org.jspecify.annotations.NullMarked;
