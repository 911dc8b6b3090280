/**
 * Proves that the generator reads answers right, counts what it should, and sends what it was told.
 */
@NullMarked
package org.holdfast.benchmarks.load;

import org.jspecify.annotations.NullMarked;
