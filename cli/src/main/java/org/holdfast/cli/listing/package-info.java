/** Lists that come in pages, and finding one thing in them by its name. */
@NullMarked
package org.holdfast.cli.listing;

import org.jspecify.annotations.NullMarked;
