/** Which vault a command is about, and who signs in to it. */
@NullMarked
package org.holdfast.cli.connection;

import org.jspecify.annotations.NullMarked;
