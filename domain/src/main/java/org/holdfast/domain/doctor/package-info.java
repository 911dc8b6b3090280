/**
 * The doctor: one run of every enrolment step, on a vault in any state, with what was found, the
 * exact error and its cure (B10). The same checks run in the server, which knows more, and in the
 * command line on the machine of the home, with the server down.
 */
@NullMarked
package org.holdfast.domain.doctor;

import org.jspecify.annotations.NullMarked;
