/** The doctor over REST and on the console (B10). */
@NullMarked
package org.holdfast.web.doctor;

import org.jspecify.annotations.NullMarked;
