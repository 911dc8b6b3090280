package org.holdfast.domain.certificate;

import java.time.Instant;

/**
 * An entry of the revocation list.
 *
 * @param serial in hexadecimal, as in {@link IssuedCertificate}
 * @param when it was revoked; the list says it to the second
 */
public record RevokedCertificate(String serial, Instant when) {}
