package org.holdfast.web.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.ReadTimeoutException;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** A request's body, which can be read until a moment and no longer. */
final class DeadlineConduit extends AbstractStreamSourceConduit<StreamSourceConduit> {

  private final long end;

  /**
   * @param end in the time of {@link System#nanoTime()}
   */
  DeadlineConduit(StreamSourceConduit body, long end) {
    super(body);
    this.end = end;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    remaining();
    return super.read(target);
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    remaining();
    return super.read(targets, offset, length);
  }

  @Override
  public void awaitReadable() throws IOException {
    super.awaitReadable(remaining(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void awaitReadable(long time, TimeUnit unit) throws IOException {
    super.awaitReadable(Math.min(unit.toNanos(time), remaining()), TimeUnit.NANOSECONDS);
  }

  /** Nanoseconds until the end. */
  private long remaining() throws ReadTimeoutException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new ReadTimeoutException("the body of the request took too long");
    }
    return left;
  }
}
