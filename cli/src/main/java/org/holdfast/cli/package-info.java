/** The command line: its commands are put together, run, and their failures told, here. */
@NullMarked
package org.holdfast.cli;

import org.jspecify.annotations.NullMarked;
