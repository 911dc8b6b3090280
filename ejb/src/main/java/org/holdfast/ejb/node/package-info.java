/** This node: its configuration and identity, its log messages, and what the container injects. */
@NullMarked
package org.holdfast.ejb.node;

import org.jspecify.annotations.NullMarked;
