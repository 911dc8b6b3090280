/**
 * Reads vendor packs: one YAML file per HSM vendor (B12). The form is strict, so that a slip of the
 * pen is named by file and line at start, and not found out by an HSM.
 */
@NullMarked
package org.holdfast.domain.hsm.pack;

import org.jspecify.annotations.NullMarked;
