/**
 * The adapter on a real PKCS#11 library: SoftHSM2, which must be installed. A test that does not
 * find it fails; there is no point in a green build that touched no token.
 */
@NullMarked
package org.holdfast.ra;

import org.jspecify.annotations.NullMarked;
