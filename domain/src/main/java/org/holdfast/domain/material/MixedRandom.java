package org.holdfast.domain.material;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.prng.EntropySource;
import org.bouncycastle.crypto.prng.drbg.HMacSP800DRBG;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;

/**
 * Randomness from two sources: the exclusive or of what a first generator gives and of the stream
 * of an HMAC-SHA-512 generator (NIST SP 800-90A Rev. 1, 10.1.2) that is seeded from a second
 * source, such as the HSM, alone. Each stream is independent of the other, so the result is as good
 * as the better of the two: whoever knows everything about one source knows nothing of the result.
 * Not guaranteed: anything if the second source could see the first one's output.
 */
public final class MixedRandom extends SecureRandom {

  /** The fewest bytes of seed: 256 bits of strength and the nonce (SP 800-90A Rev. 1, 8.6.7). */
  public static final int MIN_SEED_BYTES = 48;

  private static final long serialVersionUID = 1L;

  /**
   * @param first usually the JVM's own
   * @param seed from the second source, used for this object alone; stays open
   * @throws IllegalArgumentException if the seed is shorter than {@link #MIN_SEED_BYTES}
   */
  public MixedRandom(SecureRandom first, SecretBytes seed) {
    super(new Mixing(first, seed), null);
  }

  @Override
  public String getAlgorithm() {
    return "Mixed";
  }

  private static final class Mixing extends SecureRandomSpi {

    private static final long serialVersionUID = 1L;

    private static final int STRENGTH_BITS = 256;
    // The generator's own bound; SP 800-90A Rev. 1, table 2, would allow twice that.
    private static final int MAX_REQUEST = 1 << 15;

    private final SecureRandom first;
    private final transient HMacSP800DRBG second;

    Mixing(SecureRandom first, SecretBytes seed) {
      if (seed.size() < MIN_SEED_BYTES) {
        throw new IllegalArgumentException("A seed has at least " + MIN_SEED_BYTES + " bytes");
      }
      this.first = first;
      this.second =
          seed.lend(
              SecretAccess.granted(),
              content ->
                  new HMacSP800DRBG(
                      new HMac(new SHA512Digest()), STRENGTH_BITS, new Seed(content), null, null));
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
      first.setSeed(seed);
    }

    @Override
    protected synchronized void engineNextBytes(byte[] bytes) {
      first.nextBytes(bytes);
      for (int from = 0; from < bytes.length; from += MAX_REQUEST) {
        byte[] stream = new byte[Math.min(MAX_REQUEST, bytes.length - from)];
        if (second.generate(stream, null, false) < 0) {
          throw new IllegalStateException("2^47 requests were made of one seed");
        }
        for (int i = 0; i < stream.length; i++) {
          bytes[from + i] ^= stream[i];
        }
        Arrays.fill(stream, (byte) 0);
      }
    }

    @Override
    protected byte[] engineGenerateSeed(int numBytes) {
      byte[] seed = new byte[numBytes];
      engineNextBytes(seed);
      return seed;
    }
  }

  /** Gives the same bytes, once: the generator is never seeded again. */
  private static final class Seed implements EntropySource {

    private final byte[] content;

    Seed(byte[] content) {
      this.content = content;
    }

    @Override
    public boolean isPredictionResistant() {
      return false;
    }

    @Override
    public byte[] getEntropy() {
      return content;
    }

    @Override
    public int entropySize() {
      return content.length * Byte.SIZE;
    }
  }
}
