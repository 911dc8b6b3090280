package org.holdfast.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.cli.context.Context;
import org.holdfast.cli.output.Output;
import org.holdfast.cli.terminal.Outlet;
import org.holdfast.cli.terminal.Terminal;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands as they are typed, in this process. */
abstract class CommandTest {

  static final String PASSWORD = "pass-word \"of\" sam€";

  @TempDir Path home = Path.of("");

  final Map<String, String> environment = new HashMap<>();

  /** What is typed at prompts, in order; nobody is there when nothing is left. */
  final Deque<String> typed = new ArrayDeque<>();

  final List<String> prompts = new ArrayList<>();

  /** Where the result goes. */
  Outlet outlet = Outlet.PRIVATE;

  final List<Duration> waits = new ArrayList<>();

  @Nullable Peer started;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");

  /** What a command left behind. */
  record Outcome(int exitCode, String out, String err) {}

  @BeforeEach
  void startPeer() throws Exception {
    started = Peer.start(home);
    environment.put("HOLDFAST_USER", "sam");
    environment.put("HOLDFAST_PASSWORD", PASSWORD);
    environment.put("HOLDFAST_HOME", home.toString());
  }

  @AfterEach
  void stopPeer() {
    peer().close();
  }

  final Peer peer() {
    Peer peer = started;
    if (peer == null) {
      throw new IllegalStateException("It is started before each test");
    }
    return peer;
  }

  /** Runs a backup command against the peer. */
  final Outcome ask(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--home", home.toString(), "--port", peer().port()));
    return run(all.toArray(String[]::new));
  }

  /** Runs a backup command. */
  final Outcome run(String... words) {
    return runIn("backup", words);
  }

  /** Runs a command of a group, or a command by itself. */
  final Outcome runIn(String group, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Context context =
        new Context(
            environment,
            new Typed(),
            new Output(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)),
            this::pass,
            new Ticking(),
            Set.of());
    List<String> all = new ArrayList<>(List.of(group));
    all.addAll(Arrays.asList(words));
    int exitCode = new CommandRunner(context).run(all.toArray(String[]::new));
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs any command against the peer, its own words first. */
  final Outcome command(String... words) {
    environment.put("HOLDFAST_URL", "https://127.0.0.1:" + peer().port());
    String[] rest = Arrays.copyOfRange(words, 1, words.length);
    return runIn(words[0], rest);
  }

  private void pass(Duration time) {
    waits.add(time);
    now = now.plus(time);
  }

  private final class Typed implements Terminal {

    @Override
    public boolean isInteractive() {
      return false;
    }

    @Override
    public Outlet outlet() {
      return outlet;
    }

    @Override
    public @Nullable SecretChars askSecret(String prompt) {
      String answer = ask(prompt);
      return answer == null ? null : SecretChars.takeFrom(answer.toCharArray());
    }

    @Override
    public @Nullable String ask(String prompt) {
      prompts.add(prompt);
      return typed.poll();
    }
  }

  /** Goes on when a command waits, and only then. */
  private final class Ticking extends Clock {

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
