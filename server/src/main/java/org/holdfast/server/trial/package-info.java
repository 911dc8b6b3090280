/**
 * The trial: a token in software, post-install and Initialize done for whoever wants to look
 * around.
 */
@NullMarked
package org.holdfast.server.trial;

import org.jspecify.annotations.NullMarked;
