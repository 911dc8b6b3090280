package org.holdfast.web.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.web.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A failure as RFC 9457 problem document.
 *
 * @param status of HTTP
 * @param detail what was wrong in this case
 * @param field the input field it is about
 */
public record Problem(ErrorCode code, int status, @Nullable String detail, @Nullable String field) {

  /** The media type of the document. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String ATTRIBUTE = Problem.class.getName();
  private static final String RETRY_AFTER_SECONDS = "5";
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,6}) seconds?\\b.*");
  private static final String REFERENCE = "reference ";

  /** What REST asks for when nobody is signed in. */
  public static final String CHALLENGE = "Basic realm=\"Holdfast\", charset=\"UTF-8\"";

  public static Problem of(VaultException failure) {
    return new Problem(failure.code(), status(failure.code()), failure.detail(), failure.field());
  }

  public static Problem of(ErrorCode code) {
    return new Problem(code, status(code), null, null);
  }

  /** The same failure under another HTTP status. */
  public Problem withStatus(int other) {
    return new Problem(code, other, detail, field);
  }

  /** Whether the same call may succeed a little later. */
  public boolean isTemporary() {
    return status == 503 || status == 429;
  }

  /** Seconds after which the same call may succeed. */
  public String retryAfter() {
    Matcher seconds = SECONDS.matcher(detail == null ? "" : detail);
    return code == ErrorCode.SIGN_IN_DELAYED && seconds.matches()
        ? seconds.group(1)
        : RETRY_AFTER_SECONDS;
  }

  /** Whether the client is to send who it is. */
  public boolean isChallenge() {
    return status == 401;
  }

  public String toJson() {
    Map<String, @Nullable Object> json = Json.object();
    json.put("type", "urn:holdfast:error:" + code.id());
    json.put("title", code.title());
    json.put("status", status);
    Json.putIfPresent(json, "detail", detail);
    json.put("code", code.id());
    json.put("cure", code.cure());
    Json.putIfPresent(json, "field", field);
    if (detail != null && code == ErrorCode.INTERNAL_ERROR && detail.startsWith(REFERENCE)) {
      json.put("reference", detail.substring(REFERENCE.length()));
    }
    return Json.write(json);
  }

  /**
   * Leaves the answer to {@link ErrorServlet}: the container sends whatever is refused before it
   * reaches a servlet through the error page, and a body written here would be in its way.
   */
  public void refuse(HttpServletRequest request, HttpServletResponse response) {
    request.setAttribute(ATTRIBUTE, this);
    response.setStatus(status);
  }

  /** What {@link #refuse} left in the request; null if nothing. */
  static @Nullable Problem refused(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Problem problem ? problem : null;
  }

  /** Sends the document where no JAX-RS is at hand. */
  void send(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    if (isTemporary()) {
      response.setHeader("Retry-After", retryAfter());
    }
    if (isChallenge()) {
      response.setHeader("WWW-Authenticate", CHALLENGE);
    }
    byte[] body = toJson().getBytes(StandardCharsets.UTF_8);
    response.setContentType(MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static int status(ErrorCode code) {
    // The one code whose kind has no status of its own.
    return code == ErrorCode.METHOD_NOT_ALLOWED ? 405 : code.kind().httpStatus();
  }
}
