/** Figures for monitoring systems, in Prometheus' format and over OTLP. */
@NullMarked
package org.holdfast.ejb.metrics;

import org.jspecify.annotations.NullMarked;
