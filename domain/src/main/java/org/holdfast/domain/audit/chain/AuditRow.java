package org.holdfast.domain.audit.chain;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit trail as the database has it, so that also a row that no vault has written can
 * be read and named.
 *
 * @param at UTC, to the microsecond
 */
public record AuditRow(
    UUID node,
    long sequence,
    Instant at,
    String actor,
    String operation,
    String outcome,
    @Nullable UUID subject,
    @Nullable String code,
    String detail) {

  private static final String FORM = "holdfast audit record 1";

  /**
   * SHA-256 over all columns, in an encoding that no two different rows share: the name of the
   * form, then each column in its order; texts with their length before them, a flag before what
   * may be null.
   */
  public Bytes digest() {
    return new Encoding(FORM)
        .add(node)
        .add(sequence)
        .add(at)
        .add(actor)
        .add(operation)
        .add(outcome)
        .addOptional(subject)
        .addOptional(code)
        .add(detail)
        .sha256();
  }
}
