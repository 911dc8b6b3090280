/** What {@code bin/holdfast} hands to the launcher: here only so that help and manual know it. */
@NullMarked
package org.holdfast.cli.server;

import org.jspecify.annotations.NullMarked;
