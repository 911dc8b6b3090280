/**
 * Client certificates on the HTTPS listener: TLS proves that the client has the private key, and
 * the vault decides what the certificate is worth.
 *
 * <p>Runs inside the server, as its module {@code org.holdfast.tls}; uses nothing but the JDK.
 */
@NullMarked
package org.holdfast.server.endpoint;

import org.jspecify.annotations.NullMarked;
