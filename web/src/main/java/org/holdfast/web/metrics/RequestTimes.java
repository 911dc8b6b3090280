package org.holdfast.web.metrics;

import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import org.holdfast.ejb.metrics.Meters;
import org.jspecify.annotations.Nullable;

/**
 * Measures each REST call, from when its resource was found until its answer is ready; by the
 * template of its path, so that no identifier becomes a time series.
 */
@Provider
public class RequestTimes implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String BEGUN = RequestTimes.class.getName();

  @Inject private Meters meters;
  @Context private @Nullable ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(BEGUN, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    // No resource was found for what has no beginning.
    if (request.getProperty(BEGUN) instanceof Long begun
        && resource != null
        && resource.getResourceClass() != null) {
      meters.request(
          request.getMethod(),
          template(resource),
          response.getStatus(),
          Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private static String template(ResourceInfo found) {
    @Nullable Path first = found.getResourceClass().getAnnotation(Path.class);
    @Nullable Path second = found.getResourceMethod().getAnnotation(Path.class);
    return (first == null ? "" : first.value()) + (second == null ? "" : second.value());
  }
}
