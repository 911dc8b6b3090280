/** Metrics for monitoring systems, and the times of REST calls among them. */
@NullMarked
package org.holdfast.web.metrics;

import org.jspecify.annotations.NullMarked;
