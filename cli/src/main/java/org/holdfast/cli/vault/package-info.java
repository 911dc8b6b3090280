/** The REST API over HTTPS. */
@NullMarked
package org.holdfast.cli.vault;

import org.jspecify.annotations.NullMarked;
