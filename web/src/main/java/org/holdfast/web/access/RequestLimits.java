package org.holdfast.web.access;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.web.error.Problem;

/**
 * Limits size and time of each request's body.
 *
 * <p>The server's own limits are not enough: a body announced as too large is refused without a
 * code, and time is limited only from one byte to the next, so a client that sends one now and then
 * would keep a thread for weeks; a few of them would keep them all.
 */
final class RequestLimits implements HttpHandler {

  private static final long NO_LIMIT = -1;

  private final HttpHandler next;
  private final long maxBytes;
  private final long maxDiscarded;
  private final Duration time;

  /**
   * Limits.
   *
   * @param maxBytes of a body
   * @param maxDiscarded of a body that is refused when all of it has come; past it the connection
   *     ends
   * @param time for all of a body to come
   */
  RequestLimits(HttpHandler next, long maxBytes, long maxDiscarded, Duration time) {
    this.next = next;
    this.maxBytes = maxBytes;
    this.maxDiscarded = maxDiscarded;
    this.time = time;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (exchange.isRequestComplete()) {
      next.handleRequest(exchange);
      return;
    }
    long announced = exchange.getRequestContentLength();
    if (announced > maxDiscarded || (announced > maxBytes && isAskedFirst(exchange))) {
      // None of it is read: the connection ends with the answer.
      exchange.setPersistent(false);
      refuse(exchange);
      return;
    }
    exchange.setMaxEntitySize(NO_LIMIT);
    long end = System.nanoTime() + time.toNanos();
    exchange.addRequestWrapper(
        (factory, same) ->
            new LimitedConduit(
                new DeadlineConduit(factory.create(), end), exchange, maxBytes, maxDiscarded));
    if (announced > maxBytes) {
      discard(exchange);
    } else {
      next.handleRequest(exchange);
    }
  }

  private static boolean isAskedFirst(HttpServerExchange exchange) {
    return HttpContinue.requiresContinueResponse(exchange);
  }

  /** Reads it all, so that the client reads the answer; waits for it without a thread. */
  private static void discard(HttpServerExchange exchange) {
    exchange
        .getRequestReceiver()
        .receivePartialBytes(
            (same, bytes, isLast) -> {
              if (isLast) {
                refuse(same);
              }
            },
            (same, failure) -> {
              if (!(failure instanceof RequestTooBigException)) {
                same.setPersistent(false);
              }
              refuse(same);
            });
  }

  private static void refuse(HttpServerExchange exchange) {
    Problem problem = Problem.of(ErrorCode.BODY_TOO_LARGE);
    exchange.setStatusCode(problem.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Problem.MEDIA_TYPE);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(problem.toJson(), StandardCharsets.UTF_8);
  }
}
