/** The home folder on this machine and its HSM, without the server. */
@NullMarked
package org.holdfast.cli.local;

import org.jspecify.annotations.NullMarked;
