/** Tests of the pages of help. */
@NullMarked
package org.holdfast.web.help;

import org.jspecify.annotations.NullMarked;
