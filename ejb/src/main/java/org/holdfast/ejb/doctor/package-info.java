/** The doctor in the vault: what the vault knows, and who may ask (B10). */
@NullMarked
package org.holdfast.ejb.doctor;

import org.jspecify.annotations.NullMarked;
