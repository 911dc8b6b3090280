package org.holdfast.web.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditOutcome;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Identifiers;
import org.holdfast.web.json.QueryParameters;
import org.jspecify.annotations.Nullable;

/** What the audit trail is narrowed down to, as it stands in an address. */
final class AuditFilter {

  /** The parameter that says what form a file has. */
  static final String FORMAT = "format";

  private AuditFilter() {}

  /** The names of the parameters, and these. */
  static String[] names(String... others) {
    return Stream.concat(
            Stream.of("from", "until", "user", "operation", "outcome", "subject"),
            Stream.of(others))
        .toArray(String[]::new);
  }

  /**
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at the parameter
   */
  static AuditQuery read(QueryParameters parameters) {
    return new AuditQuery(
        parameters.time("from"),
        parameters.time("until"),
        parameters.text("user"),
        parameters.constant("operation", AuditOperation.class),
        parameters.constant("outcome", AuditOutcome.class),
        subject(parameters.text("subject")));
  }

  /**
   * The identifier of what records are about; null if it is not given.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code subject}
   */
  static @Nullable UUID subject(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Identifiers.parse(text.strip(), ErrorCode.INPUT_INVALID);
    } catch (VaultException e) {
      throw e.atField("subject");
    }
  }

  /**
   * The form of a file; CSV if it is not given.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code format}
   */
  static AuditExport.Format format(QueryParameters parameters) {
    AuditExport.Format format = parameters.constant(FORMAT, AuditExport.Format.class);
    return format == null ? AuditExport.Format.CSV : format;
  }

  /** The parameters of an address, behind its question mark. */
  static String write(AuditQuery query, AuditExport.Format format) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put(FORMAT, format);
    parameters.put("from", query.from());
    parameters.put("until", query.until());
    parameters.put("user", query.actor());
    parameters.put("operation", query.operation());
    parameters.put("outcome", query.outcome());
    parameters.put("subject", query.subject());
    return parameters.entrySet().stream()
        .filter(parameter -> parameter.getValue() != null)
        .map(
            parameter ->
                parameter.getKey()
                    + "="
                    + URLEncoder.encode(
                        String.valueOf(parameter.getValue()), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
