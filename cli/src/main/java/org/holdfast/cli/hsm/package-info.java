/** {@code holdfast hsm}: commands about the HSM. */
@NullMarked
package org.holdfast.cli.hsm;

import org.jspecify.annotations.NullMarked;
