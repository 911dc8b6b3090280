package org.holdfast.ra;

import jakarta.resource.spi.ConnectionRequestInfo;
import org.holdfast.domain.hsm.HsmTarget;

/** Which token is asked for. The container keeps one pool for each value. */
record HsmRequest(HsmTarget target) implements ConnectionRequestInfo {}
