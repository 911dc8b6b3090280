/**
 * The port to the hardware security module. It is the client interface of the resource adapter
 * (Jakarta Connectors): a call is whole, no object handle leaves it, and a key is named by its
 * {@link org.holdfast.domain.hsm.KeyRef}. Nothing here knows PKCS#11 constants; the adapter does.
 */
@NullMarked
package org.holdfast.domain.hsm;

import org.jspecify.annotations.NullMarked;
