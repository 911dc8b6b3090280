/** What the console's pages and forms have in common: lists, times, choices, confirmations. */
@NullMarked
package org.holdfast.web.form;

import org.jspecify.annotations.NullMarked;
