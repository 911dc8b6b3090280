/** {@code holdfast object}: security objects and their material. */
@NullMarked
package org.holdfast.cli.object;

import org.jspecify.annotations.NullMarked;
