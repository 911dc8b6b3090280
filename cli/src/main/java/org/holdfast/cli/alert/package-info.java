/** {@code holdfast alert}: what the vault reports by itself (S80). */
@NullMarked
package org.holdfast.cli.alert;

import org.jspecify.annotations.NullMarked;
