package org.holdfast.domain.audit.chain;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.holdfast.domain.secret.Bytes;

/**
 * A segment of a node's chain: which rows it seals, and their digests.
 *
 * @param node whose chain it is in
 * @param position from 1
 * @param recordNode whose rows it seals
 * @param previous hash of the segment before; zeros at the first
 * @param sequences numbers of its rows, in the order of the digests
 * @param digests that of each row, one after the other
 * @param firstAt the earliest time of a row
 * @param lastAt the latest time of a row
 * @param hash of all the rest
 */
public record Seal(
    UUID node,
    long position,
    SealKind kind,
    UUID recordNode,
    Bytes previous,
    List<Long> sequences,
    Bytes digests,
    Instant firstAt,
    Instant lastAt,
    Instant madeAt,
    Bytes hash) {

  /** How many rows a segment has at most. */
  public static final int MAX_ROWS = 1_000;

  /** What stands for the segment before the first. */
  public static final Bytes BEFORE_FIRST = Bytes.of(new byte[Encoding.DIGEST_BYTES]);

  private static final String FORM = "holdfast audit segment 1";

  public Seal {
    sequences = List.copyOf(sequences);
  }

  /** The position and hash that a new segment goes behind. */
  public record Head(long position, Bytes hash) {

    /** That of a chain without segments. */
    public static final Head NONE = new Head(0, BEFORE_FIRST);
  }

  /**
   * The next segment of a chain.
   *
   * @param rows of one node, 1 to {@link #MAX_ROWS}
   */
  public static Seal next(
      UUID node, Head head, SealKind kind, List<AuditRow> rows, Instant madeAt) {
    if (rows.isEmpty() || rows.size() > MAX_ROWS) {
      throw new IllegalArgumentException("A segment has 1 to " + MAX_ROWS + " rows");
    }
    byte[] digests = new byte[rows.size() * Encoding.DIGEST_BYTES];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(
          rows.get(i).digest().toByteArray(),
          0,
          digests,
          i * Encoding.DIGEST_BYTES,
          Encoding.DIGEST_BYTES);
    }
    Seal unhashed =
        new Seal(
            node,
            head.position() + 1,
            kind,
            rows.get(0).node(),
            head.hash(),
            rows.stream().map(AuditRow::sequence).toList(),
            Bytes.of(digests),
            rows.stream().map(AuditRow::at).min(Comparator.naturalOrder()).orElseThrow(),
            rows.stream().map(AuditRow::at).max(Comparator.naturalOrder()).orElseThrow(),
            madeAt,
            BEFORE_FIRST);
    return unhashed.withHash(unhashed.computeHash());
  }

  /** What {@link #hash} is if nothing was changed. */
  public Bytes computeHash() {
    Encoding encoding =
        new Encoding(FORM)
            .add(node)
            .add(position)
            .add(kind.name())
            .add(recordNode)
            .add(previous)
            .add(firstAt)
            .add(lastAt)
            .add(madeAt)
            .add(sequences.size());
    sequences.forEach(encoding::add);
    return encoding.add(digests).sha256();
  }

  /** Whether there is one digest for each row. */
  public boolean isWellFormed() {
    return digests.size() == sequences.size() * Encoding.DIGEST_BYTES;
  }

  /** The digests, in the order of {@link #sequences}. */
  public List<Bytes> digestList() {
    byte[] all = digests.toByteArray();
    return LongStream.range(0, all.length / Encoding.DIGEST_BYTES)
        .mapToObj(
            i -> {
              int from = (int) i * Encoding.DIGEST_BYTES;
              return Bytes.of(Arrays.copyOfRange(all, from, from + Encoding.DIGEST_BYTES));
            })
        .toList();
  }

  public Head head() {
    return new Head(position, hash);
  }

  private Seal withHash(Bytes computed) {
    return new Seal(
        node,
        position,
        kind,
        recordNode,
        previous,
        sequences,
        digests,
        firstAt,
        lastAt,
        madeAt,
        computed);
  }
}
