/** Files of what commands bring along and leave behind. */
@NullMarked
package org.holdfast.cli.file;

import org.jspecify.annotations.NullMarked;
