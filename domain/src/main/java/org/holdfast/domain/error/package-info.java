/**
 * What can go wrong, once: an append-only catalogue of codes with their cures, and the one
 * exception that carries a code to whoever called.
 */
@NullMarked
package org.holdfast.domain.error;

import org.jspecify.annotations.NullMarked;
