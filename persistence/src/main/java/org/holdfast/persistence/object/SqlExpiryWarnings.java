package org.holdfast.persistence.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.object.ExpiryWarnings;
import org.holdfast.persistence.sql.Sql;

/** Keeps warnings in the node's own schema: each node warns for itself. */
@ApplicationScoped
class SqlExpiryWarnings implements ExpiryWarnings {

  @Inject private Sql sql;
  @Inject private Clock clock;

  @Override
  public boolean note(UUID subject, Instant ends, int days) {
    return sql.update(
            "INSERT INTO node.expiry_warning VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            p -> p.add(subject).add(ends).add(days).add(clock.instant()))
        > 0;
  }
}
