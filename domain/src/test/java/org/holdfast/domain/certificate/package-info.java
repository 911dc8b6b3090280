/** Proves what endpoints' certificates say, and which requests for them are refused. */
@NullMarked
package org.holdfast.domain.certificate;

import org.jspecify.annotations.NullMarked;
