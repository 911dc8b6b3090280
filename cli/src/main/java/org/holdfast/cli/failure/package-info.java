/** Failures of a command, and the exit codes that scripts rely on. */
@NullMarked
package org.holdfast.cli.failure;

import org.jspecify.annotations.NullMarked;
