@NullMarked
package org.holdfast.domain.hsm.pack;

import org.jspecify.annotations.NullMarked;
