/**
 * The state of the vault as a whole: status, health, the API description, Home and the console
 * frame.
 */
@NullMarked
package org.holdfast.web.system;

import org.jspecify.annotations.NullMarked;
