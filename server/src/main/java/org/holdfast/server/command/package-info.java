/** The commands of {@code bin/holdfast}. */
@NullMarked
package org.holdfast.server.command;

import org.jspecify.annotations.NullMarked;
