/**
 * How a failure reaches a client: as problem+json from REST, beside the field in a form, as a page
 * elsewhere. Never with a stack trace.
 */
@NullMarked
package org.holdfast.web.error;

import org.jspecify.annotations.NullMarked;
