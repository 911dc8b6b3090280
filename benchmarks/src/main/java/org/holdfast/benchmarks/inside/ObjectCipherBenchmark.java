package org.holdfast.benchmarks.inside;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectCipher;
import org.holdfast.domain.object.ObjectCipher.Binding;
import org.holdfast.domain.object.ObjectCipher.SealedMaterial;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.WrappedDataKey;
import org.holdfast.domain.object.WrappedDataKey.UnderMasterKey;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.wallet.MasterKeyRing;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What encryption adds to the storing and reading of an object. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ObjectCipherBenchmark {

  private final SecureRandom random = new SecureRandom();
  private final Binding binding =
      new Binding(new ObjectId(new UUID(1, 2)), 1, ObjectType.SYMMETRIC_KEY);
  private final MasterKeyRing ring = MasterKeyRing.create(random);
  private final MasterKeyRing newer = ring.withFreshGeneration(random);

  /** Of a key, and of a large secret. */
  @Param({"32", "65536"})
  private int bytes;

  private SecretBytes material = SecretBytes.copyOf(new byte[1]);
  private SealedMaterial sealed = seal();

  /** Makes what is sealed and opened. */
  @Setup
  public void prepare() {
    material = SecretBytes.random(bytes, random);
    sealed = seal();
  }

  /** Storing: a fresh data key, two encryptions. */
  @Benchmark
  public SealedMaterial seal() {
    try (SecretBytes dataKey = ObjectCipher.newDataKey(random)) {
      return new SealedMaterial(
          ObjectCipher.seal(binding, material, dataKey, random),
          ObjectCipher.wrap(binding, dataKey, ring, random));
    }
  }

  /** Reading: two decryptions. */
  @Benchmark
  public int open() {
    try (SecretBytes dataKey = ObjectCipher.unwrap(binding, wrapped(), ring);
        SecretBytes opened = ObjectCipher.open(binding, sealed.material(), dataKey)) {
      return opened.size();
    }
  }

  /** A data key under a new master key. */
  @Benchmark
  public WrappedDataKey rewrap() {
    try (SecretBytes dataKey = ObjectCipher.unwrap(binding, wrapped(), ring)) {
      return ObjectCipher.wrap(binding, dataKey, newer, random);
    }
  }

  private UnderMasterKey wrapped() {
    return (UnderMasterKey) sealed.dataKey();
  }
}
