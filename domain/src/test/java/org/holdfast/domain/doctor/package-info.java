@NullMarked
package org.holdfast.domain.doctor;

import org.jspecify.annotations.NullMarked;
