/** {@code holdfast hsm}: what an administrator does about the HSM without a browser (S83, S86). */
@NullMarked
package org.holdfast.cli.hsm;

import org.jspecify.annotations.NullMarked;
