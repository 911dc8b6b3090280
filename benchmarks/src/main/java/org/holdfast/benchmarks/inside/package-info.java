/** Benchmarks of single parts, by JMH. */
@NullMarked
package org.holdfast.benchmarks.inside;

import org.jspecify.annotations.NullMarked;
