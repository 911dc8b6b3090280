package org.holdfast.web.access;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * A request's body of at most so many bytes. What goes beyond is thrown away as it comes, and told
 * at the body's end: a client that is still sending would otherwise lose the answer with the
 * connection, and what it has yet to send must never be taken for its next request (RFC 9112,
 * sections 9.3 and 9.6). Past a second limit the connection ends.
 *
 * <p>The server's own limit does not do: it calls a body that is too large complete, so that the
 * rest of it was read as a request.
 */
final class LimitedConduit extends AbstractStreamSourceConduit<StreamSourceConduit> {

  private final HttpServerExchange exchange;
  private final long maxBytes;
  private final long maxDiscarded;
  private long received;

  /**
   * A body.
   *
   * @param maxBytes how many are given to whoever reads
   * @param maxDiscarded how many there may be in all
   */
  LimitedConduit(
      StreamSourceConduit body, HttpServerExchange exchange, long maxBytes, long maxDiscarded) {
    super(body);
    this.exchange = exchange;
    this.maxBytes = maxBytes;
    this.maxDiscarded = maxDiscarded;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int start = target.position();
    int count = super.read(target);
    while (count > 0) {
      received += count;
      if (received <= maxBytes) {
        return count;
      }
      requireEnding();
      target.position(start);
      count = super.read(target);
    }
    if (count < 0 && received > maxBytes && !exchange.isResponseStarted()) {
      throw new RequestTooBigException();
    }
    return count;
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      if (targets[i].hasRemaining()) {
        return read(targets[i]);
      }
    }
    return 0;
  }

  private void requireEnding() throws RequestTooBigException {
    if (received > maxDiscarded) {
      exchange.setPersistent(false);
      throw new RequestTooBigException();
    }
  }
}
