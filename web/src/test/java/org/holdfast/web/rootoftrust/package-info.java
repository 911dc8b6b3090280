/** Tests of what the pages of the Root of Trust show. */
@NullMarked
package org.holdfast.web.rootoftrust;

import org.jspecify.annotations.NullMarked;
