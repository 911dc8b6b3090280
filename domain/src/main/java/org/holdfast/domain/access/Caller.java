package org.holdfast.domain.access;

import java.util.Optional;
import java.util.UUID;

/**
 * Who calls: a console user or an endpoint.
 *
 * @param id of the user or the endpoint
 * @param name as the container knows the caller, and as the audit trail names it
 */
public record Caller(UUID id, String name, Role role) {

  /** What the container's name of an endpoint begins with; no user name can. */
  private static final String ENDPOINT = "endpoint:";

  public static Caller of(User user) {
    return new Caller(user.id(), user.name().value(), user.role());
  }

  public static Caller of(Endpoint endpoint) {
    return new Caller(endpoint.id().value(), nameOf(endpoint), Role.ENDPOINT);
  }

  /** The name under which an endpoint calls. */
  public static String nameOf(Endpoint endpoint) {
    return ENDPOINT + endpoint.name();
  }

  /** The endpoint that calls under this name; empty for a user's name. */
  public static Optional<EndpointName> endpointNamed(String caller) {
    return caller.startsWith(ENDPOINT)
        ? Optional.of(new EndpointName(caller.substring(ENDPOINT.length())))
        : Optional.empty();
  }

  public boolean isEndpoint() {
    return role == Role.ENDPOINT;
  }
}
