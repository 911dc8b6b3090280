package org.holdfast.persistence.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.domain.audit.AuditRecord;
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
  private final List<Entry> waiting = new ArrayList<>();
  private boolean writing;

  /** A record on its way to disk. */
  private static final class Entry {

    private final AuditRecord record;
    private boolean done;
    private @Nullable RuntimeException failure;

    Entry(AuditRecord record) {
      this.record = record;
    }
  }

  /** Returns when the record is on disk; fails if it is not. */
  void write(AuditRecord record) {
    Entry mine = new Entry(record);
    synchronized (lock) {
      waiting.add(mine);
    }
    for (List<Entry> batch = await(mine); !batch.isEmpty(); batch = await(mine)) {
      writeFor(batch);
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
  }

  /** Waits until the record is written, which gives nothing, or for a batch to write. */
  private List<Entry> await(Entry mine) {
    boolean interrupted = false;
    try {
      synchronized (lock) {
        while (writing && !mine.done) {
          try {
            lock.wait();
          } catch (InterruptedException e) {
            // The record is on its way: the caller must not go on without knowing of it.
            interrupted = true;
          }
        }
        if (mine.done) {
          return List.of();
        }
        writing = true;
        List<Entry> batch =
            new ArrayList<>(waiting.subList(0, Math.min(MAX_BATCH, waiting.size())));
        waiting.subList(0, batch.size()).clear();
        return batch;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void writeFor(List<Entry> batch) {
    RuntimeException failure = null;
    try {
      writer.write(batch.stream().map(entry -> entry.record).toList());
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      synchronized (lock) {
        for (Entry entry : batch) {
          entry.done = true;
          entry.failure = failure;
        }
        writing = false;
        lock.notifyAll();
      }
    }
  }
}
