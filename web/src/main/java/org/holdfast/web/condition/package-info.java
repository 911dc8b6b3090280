/**
 * What a request says beside its body: which revision it is about, where in a list it goes on, and
 * that it is the same request as before.
 */
@NullMarked
package org.holdfast.web.condition;

import org.jspecify.annotations.NullMarked;
