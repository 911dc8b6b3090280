/**
 * Security objects (KMIP: Managed Objects): what they are, the states they pass through, and how
 * their material is encrypted.
 */
@NullMarked
package org.holdfast.domain.object;

import org.jspecify.annotations.NullMarked;
