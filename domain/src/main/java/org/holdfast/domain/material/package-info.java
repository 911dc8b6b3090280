/**
 * What the content of a security object is: its types and algorithms, how it is read, checked, made
 * and used. Knows nothing of how it is kept.
 */
@NullMarked
package org.holdfast.domain.material;

import org.jspecify.annotations.NullMarked;
