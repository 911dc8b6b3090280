package org.holdfast.cli.audit;

import org.holdfast.cli.vault.Query;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditOutcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which audit records are wanted. */
final class AuditFilter {

  @Option(
      names = "--from",
      paramLabel = "TIME",
      order = 1,
      description = "Not before, as in 2027-01-31T02:00:00Z.")
  private @Nullable String from;

  @Option(names = "--until", paramLabel = "TIME", order = 2, description = "Before that time.")
  private @Nullable String until;

  @Option(names = "--by", paramLabel = "NAME", order = 3, description = "Of this user or endpoint.")
  private @Nullable String by;

  @Option(
      names = "--operation",
      paramLabel = "OPERATION",
      order = 4,
      description = "Such as INITIALIZE, READ_OBJECT or SIGN_IN; Tab lists them.")
  private @Nullable AuditOperation operation;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      order = 5,
      description = "${COMPLETION-CANDIDATES}.")
  private @Nullable AuditOutcome outcome;

  @Option(
      names = "--subject",
      paramLabel = "ID",
      order = 6,
      description = "About this object or operation, by its identifier.")
  private @Nullable String subject;

  Query on(Query query) {
    return query
        .with("from", from)
        .with("until", until)
        .with("user", by)
        .with("operation", operation)
        .with("outcome", outcome)
        .with("subject", subject);
  }
}
