/** CSV that spreadsheets can be given. */
@NullMarked
package org.holdfast.web.csv;

import org.jspecify.annotations.NullMarked;
