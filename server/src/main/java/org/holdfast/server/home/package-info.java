/** The home folder: made, guarded, locked. */
@NullMarked
package org.holdfast.server.home;

import org.jspecify.annotations.NullMarked;
