/** This node: who it is, and whether its database answers. */
@NullMarked
package org.holdfast.domain.node;

import org.jspecify.annotations.NullMarked;
