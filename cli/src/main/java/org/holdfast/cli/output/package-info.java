/** What commands print: tables, JSON as it came, progress. */
@NullMarked
package org.holdfast.cli.output;

import org.jspecify.annotations.NullMarked;
