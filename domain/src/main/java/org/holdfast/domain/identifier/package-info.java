/** Identifiers that the application makes: time-ordered, so that index pages fill in order. */
@NullMarked
package org.holdfast.domain.identifier;

import org.jspecify.annotations.NullMarked;
