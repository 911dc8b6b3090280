/** Store, read, list and destroy security objects; re-wrapping of their data keys. */
@NullMarked
package org.holdfast.ejb.object;

import org.jspecify.annotations.NullMarked;
