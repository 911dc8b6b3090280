/**
 * {@code holdfast hsm drill}: a vault of its own behind a PKCS#11 library that fails as HSMs do
 * (B14), and a scorecard of how it came through.
 */
@NullMarked
package org.holdfast.cli.drill;

import org.jspecify.annotations.NullMarked;
