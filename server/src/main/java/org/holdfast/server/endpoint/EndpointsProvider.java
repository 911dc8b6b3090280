package org.holdfast.server.endpoint;

import java.security.Provider;

/**
 * Offers the trust manager of the HTTPS listener to Elytron, which can take one from a security
 * provider only.
 */
public final class EndpointsProvider extends Provider {

  /** The name it goes by. */
  public static final String NAME = "HoldfastEndpoints";

  /** The algorithm of its trust manager factory. */
  public static final String ALGORITHM = "HoldfastEndpoints";

  private static final long serialVersionUID = 1L;

  /** For the container, which makes it by reflection. */
  public EndpointsProvider() {
    super(NAME, "1", "Lets client certificates through to the vault, which knows its own");
    putService(
        new Service(
            this,
            "TrustManagerFactory",
            ALGORITHM,
            EndpointTrustManagerFactory.class.getName(),
            null,
            null));
  }
}
