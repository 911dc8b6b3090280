/**
 * HSM credentials as they are typed: how a credential will be read, and whether it keeps to the
 * rules of the vendor, before it is used (S105 to S109).
 */
@NullMarked
package org.holdfast.domain.credential;

import org.jspecify.annotations.NullMarked;
