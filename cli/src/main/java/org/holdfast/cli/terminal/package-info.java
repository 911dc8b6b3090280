/** Where secrets and confirmations come from: a terminal, a file descriptor, the environment. */
@NullMarked
package org.holdfast.cli.terminal;

import org.jspecify.annotations.NullMarked;
