package org.holdfast.tests.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmConnectionFactory;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorPacks;
import org.holdfast.domain.hsm.WrappedSecret;
import org.holdfast.domain.secret.SecretBytes;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;

/**
 * Measures wraps and unwraps of 32 bytes through the container's pool, the checkout of the
 * connection included, against a program in C that makes the same calls on the same token, in turn.
 * Not part of the tests: {@code benchmarks/hsm.sh} runs it, as docs/performance.md says.
 */
@ArquillianTest
class HsmFigures {

  private static final KeyRef ROOT_KEY = new KeyRef(1);
  private static final int SECRET_BYTES = 32;
  private static final int ROUNDS = 3;
  private static final Duration ROUND = Duration.ofSeconds(3);
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  @Resource(lookup = "java:/eis/HsmConnectionFactory")
  private HsmConnectionFactory factory;

  @Inject private VendorPacks vendors;

  @Deployment
  static EnterpriseArchive vault() {
    return Deployments.with(HsmFigures.class);
  }

  /** Done once by each thread, again and again. */
  private interface Work {
    void once() throws HsmException;
  }

  @Test
  void measure() throws Exception {
    HsmTarget target = target();
    List<String> table = new ArrayList<>();
    table.add("| threads | operation | the vault, a second | in C, a second | ratio |");
    table.add("|---|---|---|---|---|");
    try (SecretBytes secret = SecretBytes.copyOf(new byte[SECRET_BYTES])) {
      WrappedSecret wrapped = wrap(target, secret);
      Work wrap = () -> wrap(target, secret);
      Work unwrap = () -> unwrap(target, wrapped);
      rate(2, WARM_UP, wrap);
      rate(2, WARM_UP, unwrap);
      for (int threads : new int[] {1, 2, 8}) {
        double[] ours = new double[2];
        double[] plain = new double[2];
        for (int round = 0; round < ROUNDS; round++) {
          ours[0] += rate(threads, ROUND, wrap) / ROUNDS;
          ours[1] += rate(threads, ROUND, unwrap) / ROUNDS;
          double[] one = inC(target.library(), threads);
          plain[0] += one[0] / ROUNDS;
          plain[1] += one[1] / ROUNDS;
        }
        table.add(row(threads, "wrap", ours[0], plain[0]));
        table.add(row(threads, "unwrap", ours[1], plain[1]));
      }
    }
    Files.write(Path.of(System.getProperty("holdfast.home"), "hsm-figures.md"), table);
  }

  private WrappedSecret wrap(HsmTarget target, SecretBytes secret) throws HsmException {
    try (HsmConnection connection = factory.getConnection(target)) {
      return connection.wrap(ROOT_KEY, secret);
    }
  }

  private void unwrap(HsmTarget target, WrappedSecret wrapped) throws HsmException {
    try (HsmConnection connection = factory.getConnection(target);
        SecretBytes unwrapped = connection.unwrap(wrapped)) {
      assertThat(unwrapped.size()).isEqualTo(SECRET_BYTES);
    }
  }

  private static double rate(int threads, Duration time, Work work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long begin = System.nanoTime();
      long end = begin + time.toNanos();
      Callable<Long> loop =
          () -> {
            long done = 0;
            while (System.nanoTime() < end) {
              work.once();
              done++;
            }
            return done;
          };
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(loop));
      }
      long done = 0;
      for (Future<Long> one : running) {
        done += one.get();
      }
      return done * 1e9 / (System.nanoTime() - begin);
    } finally {
      pool.shutdown();
    }
  }

  private static double[] inC(Path library, int threads) throws Exception {
    ProcessBuilder loop =
        new ProcessBuilder(
            System.getProperty("holdfast.hsm.loop"),
            library.toString(),
            TestVault.TOKEN,
            Integer.toString(threads),
            Long.toString(ROUND.toSeconds()));
    loop.environment().put("HSM_PIN", TestVault.PIN);
    Process process = loop.redirectErrorStream(true).start();
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(answer).isZero();
    String[] rates = answer.split(" ", -1);
    return new double[] {Double.parseDouble(rates[0]), Double.parseDouble(rates[1])};
  }

  private static String row(int threads, String operation, double ours, double plain) {
    return String.format(
        Locale.ROOT,
        "| %d | %s | %,.0f | %,.0f | %.2f |",
        threads,
        operation,
        ours,
        plain,
        ours / plain);
  }

  private HsmTarget target() {
    VendorPack vendor = vendors.byId("softhsm").orElseThrow();
    return new HsmTarget(vendor, vendor.library(), TestVault.TOKEN);
  }
}
