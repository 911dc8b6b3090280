package org.holdfast.domain.access;

import java.time.Instant;
import java.util.UUID;

/**
 * Endpoints that access is granted to together.
 *
 * @param members how many endpoints are in it
 */
public record EndpointGroup(
    GroupId id,
    String name,
    String description,
    long members,
    Instant created,
    String createdBy,
    UUID revision) {}
