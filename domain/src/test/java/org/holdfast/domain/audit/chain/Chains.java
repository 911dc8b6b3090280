package org.holdfast.domain.audit.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.holdfast.domain.audit.AuditQuery;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** A trail with one chain in memory, for rules that need no database. */
final class Chains implements AuditChain {

  static final UUID NODE = new UUID(0, 1);

  final Map<Long, AuditRow> rows = new TreeMap<>();
  final Map<Long, Seal> seals = new TreeMap<>();
  final List<Checkpoint> checkpoints = new ArrayList<>();
  final List<Tombstone> tombstones = new ArrayList<>();

  /** Takes a digest with a letter before it for its proof. */
  static final Prover PROVER =
      new Prover() {
        @Override
        public Proof prove(Bytes digest) {
          return new Proof.ByMasterKey(NODE, Bytes.fromHex("aa" + digest.toHex()));
        }

        @Override
        public Proof.Result check(Proof proof, Bytes digest) {
          return proof.equals(prove(digest)) ? Proof.Result.MATCHES : Proof.Result.DIFFERS;
        }
      };

  /** Adds rows with these numbers, made then, and seals them. */
  Seal seal(SealKind kind, Instant made, Instant sealed, long... sequences) {
    List<AuditRow> sealedRows = new ArrayList<>();
    for (long sequence : sequences) {
      AuditRow row =
          new AuditRow(NODE, sequence, made, "sam", "SIGN_IN", "SUCCEEDED", null, null, "");
      rows.put(sequence, row);
      sealedRows.add(row);
    }
    Seal seal =
        Seal.next(
            NODE, head(NODE).map(Seal::head).orElse(Seal.Head.NONE), kind, sealedRows, sealed);
    seals.put(seal.position(), seal);
    return seal;
  }

  /** The row with that number, which is there. */
  AuditRow row(long sequence) {
    return Objects.requireNonNull(rows.get(sequence));
  }

  /** The segment at that position, which is there. */
  Seal segment(long position) {
    return Objects.requireNonNull(seals.get(position));
  }

  /** Takes segments away as a purge does. */
  void purge(long from, long to, Instant at) {
    Seal first = segment(from);
    Seal last = segment(to);
    Tombstone tombstone =
        Tombstone.of(
            NODE,
            new Tombstone.Removed(
                NODE, from, to, 1, at, at, first.previous(), last.hash(), "sam", at),
            PROVER);
    tombstones.add(tombstone);
    for (long position = from; position <= to; position++) {
      segment(position).sequences().forEach(rows::remove);
      seals.remove(position);
    }
  }

  @Override
  public List<UUID> nodes() {
    return List.of(NODE);
  }

  @Override
  public Optional<Seal> head(UUID node) {
    return seals.values().stream().reduce((before, last) -> last);
  }

  @Override
  public List<Seal> seals(UUID node, long from, int most) {
    return seals.values().stream().filter(seal -> seal.position() >= from).limit(most).toList();
  }

  @Override
  public List<AuditRow> rows(UUID node, List<Long> sequences) {
    return sequences.stream().filter(rows::containsKey).map(rows::get).toList();
  }

  @Override
  public List<Tombstone> tombstones(UUID node) {
    return tombstones;
  }

  @Override
  public List<Checkpoint> checkpoints(UUID node, int most) {
    return checkpoints;
  }

  @Override
  public Size size() {
    return new Size(seals.size(), rows.size());
  }

  @Override
  public Waiting waiting(UUID node, int most) {
    return new Waiting(0, null);
  }

  @Override
  public List<SealedRow> export(AuditQuery query, @Nullable AuditRow after, int most) {
    return List.of();
  }

  @Override
  public List<RowName> unsealed(Instant before, int most) {
    return rows.values().stream()
        .filter(row -> row.at().isBefore(before))
        .filter(
            row -> seals.values().stream().noneMatch(s -> s.sequences().contains(row.sequence())))
        .map(row -> new RowName(row.node(), row.sequence(), row.at()))
        .toList();
  }
}
