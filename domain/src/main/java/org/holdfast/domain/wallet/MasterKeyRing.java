package org.holdfast.domain.wallet;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.domain.crypto.AesGcm;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.secret.SecretBytes;

/**
 * The master keys of a wallet, oldest first. The newest generation is active; the older ones open
 * what has not been re-wrapped yet. Immutable, but for being closed.
 */
public final class MasterKeyRing implements AutoCloseable {

  private final List<MasterKey> generations;

  /**
   * @param generations at least one; owned by the new ring
   */
  MasterKeyRing(List<MasterKey> generations) {
    if (generations.isEmpty()) {
      throw new IllegalArgumentException("A wallet holds at least one master key");
    }
    this.generations =
        generations.stream().sorted(Comparator.comparingInt(MasterKey::generation)).toList();
  }

  /** A ring with one fresh master key. */
  public static MasterKeyRing create(SecureRandom random) {
    return new MasterKeyRing(List.of(fresh(1, random)));
  }

  /** A ring with copies of these master keys and a fresh one, which is active (S119). */
  public MasterKeyRing withFreshGeneration(SecureRandom random) {
    return new MasterKeyRing(
        Stream.concat(
                generations.stream().map(MasterKey::copy),
                Stream.of(fresh(active().generation() + 1, random)))
            .toList());
  }

  /**
   * A ring with copies of these master keys but that one (B9).
   *
   * @throws IllegalArgumentException if it is the active one, or not there
   */
  public MasterKeyRing without(UUID id) {
    if (active().id().equals(id) || find(id).isEmpty()) {
      throw new IllegalArgumentException("Not a former master key: " + id);
    }
    return new MasterKeyRing(
        generations.stream().filter(key -> !key.id().equals(id)).map(MasterKey::copy).toList());
  }

  public MasterKey active() {
    return generations.get(generations.size() - 1);
  }

  public Optional<MasterKey> find(UUID id) {
    return generations.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** Oldest first. */
  public List<MasterKey> generations() {
    return generations;
  }

  /** Whether both rings hold the same keys; closed rings are not compared. */
  public boolean contentEquals(MasterKeyRing other) {
    if (generations.size() != other.generations.size()) {
      return false;
    }
    for (int i = 0; i < generations.size(); i++) {
      MasterKey mine = generations.get(i);
      MasterKey theirs = other.generations.get(i);
      if (!mine.id().equals(theirs.id()) || !mine.key().contentEquals(theirs.key())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    generations.forEach(MasterKey::close);
  }

  private static MasterKey fresh(int generation, SecureRandom random) {
    return new MasterKey(
        Uuid7.next(random), generation, SecretBytes.random(AesGcm.KEY_BYTES, random));
  }
}
