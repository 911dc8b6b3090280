/** {@code holdfast doctor}, and how its reports are printed. */
@NullMarked
package org.holdfast.cli.doctor;

import org.jspecify.annotations.NullMarked;
