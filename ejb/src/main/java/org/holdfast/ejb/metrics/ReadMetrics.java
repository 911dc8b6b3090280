package org.holdfast.ejb.metrics;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.holdfast.domain.access.Role;

/** Gives the metrics to a scraper. Names no user, no object and no endpoint. */
@Stateless
@RolesAllowed({Role.Names.SYSTEM_ADMINISTRATOR, Role.Names.AUDIT_MANAGER, ScrapeToken.ROLE})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReadMetrics {

  @Inject private Meters meters;

  /**
   * All meters now.
   *
   * @param mediaType of the Accept header: OpenMetrics text or, for all else, Prometheus text
   */
  public String scrape(String mediaType) {
    return meters.scrape(mediaType);
  }
}
