@NullMarked
package org.holdfast.domain.audit.chain;

import org.jspecify.annotations.NullMarked;
