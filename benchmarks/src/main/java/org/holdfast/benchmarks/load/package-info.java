/**
 * A load generator: a closed loop of HTTP/1.1 requests over kept-alive connections, TLS 1.3 or
 * plain, so that the vault and its peers are measured with the same instrument.
 */
@NullMarked
package org.holdfast.benchmarks.load;

import org.jspecify.annotations.NullMarked;
