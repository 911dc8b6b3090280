/** What surrounds a command: environment, terminal, output, time. */
@NullMarked
package org.holdfast.cli.context;

import org.jspecify.annotations.NullMarked;
