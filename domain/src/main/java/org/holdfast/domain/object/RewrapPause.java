package org.holdfast.domain.object;

import java.time.Instant;

/**
 * Re-wrapping is paused until an administrator resumes it, whatever restarts meanwhile.
 *
 * @param by who paused it
 * @param at since when
 */
public record RewrapPause(String by, Instant at) {}
