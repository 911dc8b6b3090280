package org.holdfast.ejb.syslog;

import java.time.Instant;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.syslog.SyslogReceiver;
import org.jspecify.annotations.Nullable;

/**
 * A receiver and how far it is.
 *
 * @param position up to which segment of this node's chain all was sent
 * @param behind how many segments are to be sent
 * @param lastSent when something was sent last since the start
 * @param failure why it does not go on; null while it does
 */
public record SyslogView(
    SyslogReceiver receiver,
    long position,
    long behind,
    @Nullable Instant lastSent,
    @Nullable VaultException failure) {}
