package org.holdfast.web.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.ejb.error.Failures;
import org.jspecify.annotations.Nullable;

/** Makes whatever a REST call ended with a problem document. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  @Context private @Nullable HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    Problem problem = problem(thrown);
    if (request != null && Refusals.isByRole(thrown)) {
      Refusals.record(request);
    }
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.toJson());
    if (problem.isTemporary()) {
      response.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
    }
    if (problem.isChallenge()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, Problem.CHALLENGE);
    }
    if (problem.status() == 405 && thrown instanceof WebApplicationException refused) {
      String allow = refused.getResponse().getHeaderString(HttpHeaders.ALLOW);
      if (allow != null) {
        response.header(HttpHeaders.ALLOW, allow);
      }
    }
    return response.build();
  }

  /** The problem that {@code thrown} is. */
  static Problem problem(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof VaultException failure) {
        return Problem.of(failure);
      }
    }
    if (thrown instanceof WebApplicationException refused) {
      int status = refused.getResponse().getStatus();
      if (status < 500) {
        return problem(status);
      }
    }
    return Problem.of(Failures.toVaultException(thrown));
  }

  /** The problem for what the container refused by status. */
  static Problem problem(int status) {
    return switch (status) {
      case 401 -> Problem.of(ErrorCode.NOT_SIGNED_IN);
      case 403 -> Problem.of(ErrorCode.NOT_ALLOWED);
      case 404 -> Problem.of(ErrorCode.RESOURCE_UNKNOWN);
      case 405 -> Problem.of(ErrorCode.METHOD_NOT_ALLOWED);
      case 406 ->
          new Problem(
              ErrorCode.INPUT_MALFORMED, status, "the Accept header fits nothing here", null);
      case 413 -> Problem.of(ErrorCode.BODY_TOO_LARGE);
      case 415 ->
          new Problem(ErrorCode.INPUT_MALFORMED, status, "Content-Type is not accepted here", null);
      case 503 -> Problem.of(ErrorCode.STARTING);
      default ->
          status < 500
              ? Problem.of(ErrorCode.INPUT_MALFORMED).withStatus(status)
              : Problem.of(ErrorCode.INTERNAL_ERROR).withStatus(status);
    };
  }
}
