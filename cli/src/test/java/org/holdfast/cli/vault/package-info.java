/** Tests of what goes over the wire. */
@NullMarked
package org.holdfast.cli.vault;

import org.jspecify.annotations.NullMarked;
