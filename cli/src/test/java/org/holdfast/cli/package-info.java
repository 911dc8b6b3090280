/** Tests of commands as they are typed, against a server that speaks HTTPS. */
@NullMarked
package org.holdfast.cli;

import org.jspecify.annotations.NullMarked;
