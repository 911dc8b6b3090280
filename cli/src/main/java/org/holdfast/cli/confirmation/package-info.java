/** What cannot be taken back is confirmed by a word that is typed. */
@NullMarked
package org.holdfast.cli.confirmation;

import org.jspecify.annotations.NullMarked;
