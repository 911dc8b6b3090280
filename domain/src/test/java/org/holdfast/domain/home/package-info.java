/** Proves that the home folder's files are private, whole, and survive a crash at any point. */
@NullMarked
package org.holdfast.domain.home;

import org.jspecify.annotations.NullMarked;
