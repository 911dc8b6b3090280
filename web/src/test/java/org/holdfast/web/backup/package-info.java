/** Tests of backups over REST. */
@NullMarked
package org.holdfast.web.backup;

import org.jspecify.annotations.NullMarked;
