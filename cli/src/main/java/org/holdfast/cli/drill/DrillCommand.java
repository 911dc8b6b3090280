package org.holdfast.cli.drill;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.failure.CommandFailure;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.output.Output;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.terminal.Secrets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast hsm drill}. */
@Command(
    name = "drill",
    description = {
      "Start a vault of its own, have its HSM fail in all the ways that HSMs do, and print a scorecard.",
      "The vault in use is not touched: home, ports and database of the drill are new, and are deleted in the end."
    },
    footer = {
      "  holdfast hsm drill",
      "  holdfast hsm drill --vendor utimaco --library FILE --token-label drill --only hang"
    })
public final class DrillCommand implements Callable<Integer> {

  private static final String CREDENTIAL_OPTION = "--credential-fd";
  private static final Path USUAL_SOFT_HSM = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final String INJECTOR = "holdfast-pkcs11-faults.so";

  private final Context context;

  @Option(
      names = "--vendor",
      paramLabel = "VENDOR",
      description =
          "Of a spare token (thales-luna, entrust, utimaco, …); without it, a token in SoftHSM2.")
  private @Nullable String vendor;

  @Option(
      names = "--library",
      paramLabel = "FILE",
      description = "PKCS#11 library of the HSM (" + "SoftHSM2: /usr/lib/softhsm/libsofthsm2.so).")
  private @Nullable Path library;

  @Option(
      names = "--token-label",
      paramLabel = "LABEL",
      description =
          "Of the spare token. The drill leaves its Root of Trust keys on it, and counts as attempts to log in what its"
              + " scenarios let through.")
  private @Nullable String tokenLabel;

  @Option(
      names = CREDENTIAL_OPTION,
      paramLabel = "N",
      description =
          "The spare token's credential is the first line of file descriptor N; otherwise asked for.")
  private @Nullable Integer credentialDescriptor;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Where the drill's own vault is made (the folder for temporary files).")
  private @Nullable Path work;

  @Option(
      names = "--only",
      paramLabel = "SCENARIO",
      description = "Play this one; may be given several times.")
  private List<String> only = List.of();

  @Option(names = "--keep", description = "Leave the drill's vault behind, to look at its logs.")
  private boolean keep;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  DrillCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path distribution = distribution();
    requireKnown();
    try (DrillTarget target = target(distribution)) {
      Path folder = work == null ? Path.of(System.getProperty("java.io.tmpdir")) : work;
      ScratchServer server = new ScratchServer(context, distribution, folder, target);
      // Ctrl-C must not leave a server behind.
      Thread stop = new Thread(server::stop, "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      Instant begin = context.clock().instant();
      boolean passed = false;
      try {
        List<Score> scores =
            new Drill(context, target, distribution.resolve("etc/faults"), server, Set.copyOf(only))
                .run();
        passed = scores.stream().allMatch(Score::passed);
        print(target, scores, Duration.between(begin, context.clock().instant()));
        return passed ? ExitCode.OK : ExitCode.REFUSED;
      } finally {
        Runtime.getRuntime().removeShutdownHook(stop);
        if (passed && !keep) {
          server.delete();
        } else {
          context.output().remark("The drill's vault and its logs: " + server.folder());
        }
      }
    }
  }

  private void requireKnown() {
    for (String name : only) {
      if (!Drill.names().contains(name)) {
        throw CommandFailure.usage(
            "There is no scenario %s. There are: %s."
                .formatted(name, String.join(", ", Drill.names())));
      }
    }
  }

  private static Path distribution() {
    String folder = System.getProperty("holdfast.distribution");
    if (folder == null) {
      throw CommandFailure.usage("The drill is started by bin/holdfast of the distribution.");
    }
    return Path.of(folder);
  }

  private DrillTarget target(Path distribution) {
    Path injector =
        distribution.resolve("lib/native").resolve(System.getProperty("os.arch")).resolve(INJECTOR);
    if (!Files.isReadable(injector)) {
      throw CommandFailure.usage(
          "The fault injector is not built for this machine (%s is missing).".formatted(injector));
    }
    if (vendor == null || vendor.equals(DrillTarget.SOFT_HSM)) {
      if (tokenLabel != null) {
        throw CommandFailure.usage(
            "The drill makes its own token in SoftHSM2: leave --token-label out.");
      }
      return new DrillTarget(
          DrillTarget.SOFT_HSM,
          readable(library == null ? USUAL_SOFT_HSM : library),
          injector,
          null,
          null);
    }
    if (library == null) {
      throw CommandFailure.usage("Name the PKCS#11 library of the HSM with --library.");
    }
    return new DrillTarget(
        vendor,
        readable(library),
        injector,
        tokenLabel,
        context
            .secrets()
            .get(
                new Secrets.Source("Credential of the spare token", CREDENTIAL_OPTION, null),
                credentialDescriptor));
  }

  private static Path readable(Path file) {
    if (!Files.isReadable(file)) {
      throw CommandFailure.usage(
          "There is no PKCS#11 library %s that can be read here. Name it with --library."
              .formatted(file));
    }
    return file.toAbsolutePath();
  }

  private void print(DrillTarget target, List<Score> scores, Duration took) {
    Output output = context.output();
    long passed = scores.stream().filter(Score::passed).count();
    if (json) {
      JsonArrayBuilder list = Json.createArrayBuilder();
      scores.forEach(score -> list.add(score.toJson()));
      output.say(
          Json.createObjectBuilder()
              .add("passed", passed == scores.size())
              .add("vendor", target.vendor())
              .add("library", target.library().toString())
              .add("seconds", took.toSeconds())
              .add("scenarios", list)
              .build()
              .toString());
      return;
    }
    Table table = new Table("SCENARIO", "SECONDS", "RESULT");
    for (Score score : scores) {
      table.row(score.scenario().name(), score.seconds(), score.passed() ? "pass" : "FAIL");
      table.note("expected: " + score.scenario().expected());
      table.note(
          "happened: " + (score.passed() ? score.happened() : String.join("; ", score.problems())));
    }
    output.say(
        "%s%n%n%d of %d passed, in %d s, with %s."
            .formatted(table, passed, scores.size(), took.toSeconds(), target.library()));
  }
}
