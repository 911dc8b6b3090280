package org.holdfast.persistence.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Brings records of many callers to disk together. While one batch is being written the next one
 * gathers; whoever comes first writes for all that came meanwhile. So the disk's pace limits the
 * number of batches, not of records, and no thread of its own is needed.
 */
@ApplicationScoped
class AuditBatches {

  private static final int MAX_BATCH = 500;

  @Inject private AuditWriter writer;

  private final Object lock = new Object();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private boolean writing;

  /** A record on its way to disk, and the thread that waits for it. */
  private static final class Entry {

    private enum Stage {
      WAITING,
      /** Its thread is to write the next batch, which begins with it. */
      LEADING,
      DONE
    }

    private final Draft draft;
    private final Thread caller = Thread.currentThread();
    private volatile Stage stage = Stage.WAITING;
    private boolean written;
    private @Nullable RuntimeException failure;

    Entry(Draft draft) {
      this.draft = draft;
    }

    void become(Stage next) {
      stage = next;
      LockSupport.unpark(caller);
    }

    /** Returns whether the thread was interrupted meanwhile, which ends nothing. */
    boolean await() {
      boolean interrupted = false;
      while (stage == Stage.WAITING) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      return interrupted;
    }
  }

  /**
   * Returns when the record is on disk; fails if it is not. An interrupt waits until then: the
   * record is on its way, and those of others may be with it.
   *
   * @return false if its premise did not hold, and nothing was written for it
   */
  boolean write(Draft draft) {
    boolean interrupted = Thread.interrupted();
    Entry mine = new Entry(draft);
    boolean leads;
    synchronized (lock) {
      waiting.add(mine);
      leads = !writing;
      writing = true;
    }
    if (!leads) {
      interrupted |= mine.await();
      leads = mine.stage == Entry.Stage.LEADING;
    }
    if (leads) {
      writeBatch();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
    return mine.written;
  }

  /** Writes what waits, and hands over to whoever came meanwhile. */
  private void writeBatch() {
    List<Entry> batch = new ArrayList<>();
    synchronized (lock) {
      while (!waiting.isEmpty() && batch.size() < MAX_BATCH) {
        batch.add(waiting.remove());
      }
    }
    Set<Long> leftOut = null;
    RuntimeException failure = null;
    try {
      leftOut = writer.write(batch.stream().map(entry -> entry.draft).toList());
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      Entry next;
      synchronized (lock) {
        next = waiting.peek();
        writing = next != null;
      }
      if (next != null) {
        next.become(Entry.Stage.LEADING);
      }
      if (leftOut == null && failure == null) {
        // Whatever ended the writing, nobody is told of a record on disk that is not there.
        failure = new IllegalStateException("The audit records were not written");
      }
      for (Entry entry : batch) {
        entry.written = leftOut != null && !leftOut.contains(entry.draft.record().sequence());
        entry.failure = failure;
        entry.become(Entry.Stage.DONE);
      }
    }
  }
}
