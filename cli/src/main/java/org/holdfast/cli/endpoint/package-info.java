/** {@code holdfast endpoint}: the clients of the vault. */
@NullMarked
package org.holdfast.cli.endpoint;

import org.jspecify.annotations.NullMarked;
